namespace RiskCluster.Risk.Forecasting;

/// <summary>Mean negative log likelihood of GARCH(1,1) over free numbers: (mu, ln omega, logit of persistence, logit of alpha's share of it).</summary>
internal sealed class GarchLikelihood(double[] returns, double mostPersistence)
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    public (double Mu, double Omega, double Alpha, double Beta) Parameters(ReadOnlySpan<double> at)
    {
        var (persistence, share) = (mostPersistence * Logistic(at[2]), Logistic(at[3]));
        return (at[0], Math.Exp(Math.Clamp(at[1], -60, 20)), persistence * share, persistence * (1 - share));
    }

    public double[] Point(double mu, double omega, double alpha, double beta)
    {
        var persistence = alpha + beta;
        return [mu, Math.Log(omega), Logit(persistence / mostPersistence), Logit(alpha / persistence)];
    }

    public double Cost(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var (mu, omega, alpha, beta) = Parameters(at);
        var n = returns.Length;
        double before = 0, beforeByMu = 0;
        foreach (var r in returns)
        {
            before += (r - mu) * (r - mu) / n;
            beforeByMu -= 2 * (r - mu) / n;
        }

        // h and its derivatives, from e^2 = h = the mean squared residual before the first day.
        var (h, square, squareByMu) = (before, before, beforeByMu);
        var (byMu, byOmega, byAlpha, byBeta) = (beforeByMu, 0.0, 0.0, 0.0);
        double cost = 0, gMu = 0, gOmega = 0, gAlpha = 0, gBeta = 0;
        foreach (var r in returns)
        {
            byMu = alpha * squareByMu + beta * byMu;
            byOmega = 1 + beta * byOmega;
            byAlpha = square + beta * byAlpha;
            byBeta = h + beta * byBeta;
            h = omega + alpha * square + beta * h;

            var e = r - mu;
            (square, squareByMu) = (e * e, -2 * e);
            cost += LogTwoPi + Math.Log(h) + square / h;
            var slope = (1 - square / h) / h;
            gMu += slope * byMu + squareByMu / h;
            gOmega += slope * byOmega;
            gAlpha += slope * byAlpha;
            gBeta += slope * byBeta;
        }

        var (logistic, share) = (Logistic(at[2]), Logistic(at[3]));
        var persistence = mostPersistence * logistic;
        gradient[0] = gMu / (2 * n);
        gradient[1] = gOmega * omega / (2 * n);
        gradient[2] = (gAlpha * share + gBeta * (1 - share)) * persistence * (1 - logistic) / (2 * n);
        gradient[3] = (gAlpha - gBeta) * persistence * share * (1 - share) / (2 * n);
        return double.IsFinite(cost) ? cost / (2 * n) : double.PositiveInfinity;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Logit(double share)
    {
        var inside = Math.Clamp(share, 1e-6, 1 - 1e-6);
        return Math.Log(inside / (1 - inside));
    }
}
