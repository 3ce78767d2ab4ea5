namespace RiskCluster.Risk.Forecasting;

/// <summary>GARCH(1,1) with a mean (Bollerslev, J. Econometrics 31, 1986): r = mu + e, h[t] = omega + alpha e[t-1]^2 + beta h[t-1].</summary>
/// <param name="Mu">Mean return of a day.</param>
/// <param name="Omega">> 0.</param>
/// <param name="Alpha">>= 0.</param>
/// <param name="Beta">>= 0; alpha + beta &lt; 1, so that a long-run variance omega / (1 - alpha - beta) exists.</param>
/// <param name="LogLikelihood">Of the returns that it was fitted to, normal.</param>
public sealed record GarchModel(double Mu, double Omega, double Alpha, double Beta, double LogLikelihood)
{
    // Where persistence can no longer be told from 1, the long-run variance is a matter of rounding.
    private const double MostPersistence = 0.9999;

    /// <summary>Returns below which no model is fitted.</summary>
    public const int MinimalDays = 50;

    /// <summary>The model of greatest likelihood, with h and e^2 before the first return at the mean squared residual.</summary>
    /// <param name="logReturns">Shape [T], finite; T >= <see cref="MinimalDays"/>.</param>
    /// <param name="from">A model to start at, such as that of a day before; null for the usual alpha 0.08 and beta 0.9.</param>
    /// <returns>Null when the returns do not vary.</returns>
    /// <remarks>
    /// Stationary by construction: persistence s = 0.9999 / (1 + exp(-a)), alpha = s / (1 + exp(-b)), omega = exp(w), over returns scaled by their deviation. Analytic
    /// gradient; deterministic; some fifty passes over the returns.
    /// </remarks>
    /// <exception cref="ArgumentException">Too few returns, or one that is not finite.</exception>
    public static GarchModel? Fit(ReadOnlySpan<double> logReturns, GarchModel? from = null)
    {
        if (logReturns.Length < MinimalDays) throw new ArgumentException($"{logReturns.Length} returns are too few, {MinimalDays} are needed", nameof(logReturns));
        var (mean, deviation) = Moments(logReturns);
        if (!double.IsFinite(deviation)) throw new ArgumentException("a return is not a finite number", nameof(logReturns));
        if (!(deviation > 1e-9)) return null;

        var scaled = new double[logReturns.Length];
        for (var t = 0; t < scaled.Length; t++) scaled[t] = logReturns[t] / deviation;
        var likelihood = new GarchLikelihood(scaled, MostPersistence);
        var start = from is null
            ? likelihood.Point(mean / deviation, 0.02, 0.08, 0.9)
            : likelihood.Point(from.Mu / deviation, from.Omega / (deviation * deviation), from.Alpha, from.Beta);
        var best = QuasiNewton.Minimise(likelihood.Cost, start);
        var (mu, omega, alpha, beta) = likelihood.Parameters(best);
        var cost = likelihood.Cost(best, new double[4]);
        // Densities shrink with the scale.
        return new(mu * deviation, omega * deviation * deviation, alpha, beta, -cost * scaled.Length - scaled.Length * Math.Log(deviation));
    }

    /// <summary>The variance that a day's return makes of the day before's.</summary>
    /// <param name="variance">h of the day of the return; > 0.</param>
    /// <param name="logReturn">The return.</param>
    public double Next(double variance, double logReturn) => Omega + Alpha * (logReturn - Mu) * (logReturn - Mu) + Beta * variance;

    /// <summary>The variance of the day after the last return.</summary>
    /// <param name="logReturns">Shape [T], T > 0.</param>
    public double VarianceAfter(ReadOnlySpan<double> logReturns)
    {
        var first = 0.0;
        foreach (var r in logReturns) first += (r - Mu) * (r - Mu) / logReturns.Length;
        var variance = Omega + (Alpha + Beta) * first;
        foreach (var r in logReturns) variance = Next(variance, r);
        return variance;
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        double mean = 0, square = 0;
        foreach (var x in values) mean += x / values.Length;
        foreach (var x in values) square += (x - mean) * (x - mean) / values.Length;
        return (mean, Math.Sqrt(square));
    }
}
