using System.Collections.Immutable;

namespace RiskCluster.Risk.Liquidity;

/// <summary>Unwinding in equal intervals under linear impact: expected cost, its variance, and the schedule that trades one against the other. A cross-check of MODEL MRG-5.</summary>
/// <param name="QuantityCoin">X, coins to sell (or buy back); > 0.</param>
/// <param name="HorizonDays">T, days; > 0.</param>
/// <param name="Intervals">N, trades of equal spacing tau = T/N; >= 1.</param>
/// <param name="VolUsd">sigma, USD a coin and square root of a day; >= 0.</param>
/// <param name="HalfSpreadUsd">epsilon, fixed cost of a coin, USD; >= 0.</param>
/// <param name="PermanentImpact">gamma, USD a coin for each coin sold; >= 0.</param>
/// <param name="TemporaryImpact">eta, USD a coin for each coin a day of speed; above gamma tau / 2.</param>
/// <remarks>Almgren and Chriss, Optimal execution of portfolio transactions, J. Risk 3(2), 2000, equations 4 to 21, with kappa of discrete time.</remarks>
public sealed record AlmgrenChriss(
    double QuantityCoin,
    double HorizonDays,
    int Intervals,
    double VolUsd,
    double HalfSpreadUsd,
    double PermanentImpact,
    double TemporaryImpact)
{
    /// <summary>X.</summary>
    public double QuantityCoin { get; } = QuantityCoin.Positive();

    /// <summary>T.</summary>
    public double HorizonDays { get; } = HorizonDays.Positive();

    /// <summary>N.</summary>
    public int Intervals { get; } = Intervals >= 1 ? Intervals : throw new ArgumentOutOfRangeException(nameof(Intervals), $"{Intervals} is not 1 or more");

    /// <summary>sigma.</summary>
    public double VolUsd { get; } = VolUsd.NotNegative();

    /// <summary>epsilon.</summary>
    public double HalfSpreadUsd { get; } = HalfSpreadUsd.NotNegative();

    /// <summary>gamma.</summary>
    public double PermanentImpact { get; } = PermanentImpact.NotNegative();

    /// <summary>eta.</summary>
    public double TemporaryImpact { get; } = TemporaryImpact - PermanentImpact * HorizonDays / Intervals / 2 > 0
        ? TemporaryImpact.Positive()
        : throw new ArgumentOutOfRangeException(nameof(TemporaryImpact), $"{TemporaryImpact} is not above half the permanent impact of an interval");

    private double IntervalDays => HorizonDays / Intervals;

    // eta~ of the paper: the part of the temporary impact that the permanent one does not already hold.
    private double NetTemporaryImpact => TemporaryImpact - PermanentImpact * IntervalDays / 2;

    /// <summary>Coins left after each interval when selling evenly: shape [N + 1], from X to 0.</summary>
    public ImmutableArray<double> LinearHoldings() => [.. Enumerable.Range(0, Intervals + 1).Select(j => QuantityCoin * (Intervals - j) / Intervals)];

    /// <summary>Coins left after each interval under the schedule that minimises cost + lambda variance: shape [N + 1], from X to 0.</summary>
    /// <param name="riskAversion">lambda, per USD; >= 0. 0 sells evenly.</param>
    /// <remarks>x_j = X sinh(kappa (T - t_j)) / sinh(kappa T), kappa = acosh(1 + lambda sigma^2 tau^2 / (2 eta~)) / tau.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public ImmutableArray<double> OptimalHoldings(double riskAversion)
    {
        var curvature = riskAversion.NotNegative() * VolUsd * VolUsd / NetTemporaryImpact * IntervalDays * IntervalDays / 2;
        // acosh(1 + c) without the loss of a small c beside the 1.
        var kappaInterval = 2 * Math.Asinh(Math.Sqrt(curvature / 2));
        if (kappaInterval == 0) return LinearHoldings();
        return [.. Enumerable.Range(0, Intervals + 1).Select(j => QuantityCoin * SinhRatio(kappaInterval * (Intervals - j), kappaInterval * Intervals))];
    }

    /// <summary>E = gamma X^2 / 2 + epsilon X + (eta~ / tau) sum n_k^2, USD.</summary>
    /// <param name="holdings">Shape [N + 1], from X to 0.</param>
    /// <exception cref="ArgumentException">Another shape, start or end.</exception>
    public double ExpectedCostUsd(ImmutableArray<double> holdings)
    {
        CheckSchedule(holdings);
        var (traded, squares) = (0.0, 0.0);
        for (var k = 1; k <= Intervals; k++)
        {
            var trade = holdings[k - 1] - holdings[k];
            traded += Math.Abs(trade);
            squares += trade * trade;
        }

        return PermanentImpact * QuantityCoin * QuantityCoin / 2 + HalfSpreadUsd * traded + NetTemporaryImpact / IntervalDays * squares;
    }

    /// <summary>V = sigma^2 tau sum x_k^2 over the holdings after each trade, USD squared.</summary>
    /// <param name="holdings">Shape [N + 1], from X to 0.</param>
    /// <exception cref="ArgumentException">Another shape, start or end.</exception>
    public double VarianceUsd2(ImmutableArray<double> holdings)
    {
        CheckSchedule(holdings);
        return VolUsd * VolUsd * IntervalDays * holdings.Skip(1).Sum(left => left * left);
    }

    private void CheckSchedule(ImmutableArray<double> holdings)
    {
        if (holdings.Length != Intervals + 1) throw new ArgumentException($"{holdings.Length} holdings for {Intervals} intervals", nameof(holdings));
        if (holdings[0] != QuantityCoin || holdings[^1] != 0) throw new ArgumentException("a schedule starts with everything and ends with nothing", nameof(holdings));
    }

    /// <summary>sinh(a)/sinh(b) for 0 &lt;= a &lt;= b, 0 &lt; b, without overflow.</summary>
    private static double SinhRatio(double a, double b) => Math.Exp(a - b) * ExpM1(-2 * a) / ExpM1(-2 * b);

    /// <summary>exp(x) - 1 for x &lt;= 0, without cancellation near 0.</summary>
    private static double ExpM1(double x) => x < -1 ? Math.Exp(x) - 1 : 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
}
