using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>What the issuer's default costs: the expected loss, and what the portfolio's bad day adds to it (MODEL COL-3). Immutable.</summary>
/// <param name="Ratings">By word; a rating that is not there does not count at all.</param>
/// <param name="Confidence">How bad the portfolio's day is; [0.5, 0.9999].</param>
/// <param name="MinCorrelation">The issuer is at least this much tied to the portfolio; [0, 0.99].</param>
/// <param name="MinYears">Default is looked at over the redemption horizon, but at least this long; [0, 5].</param>
/// <remarks>
/// With p = 1 - (1 - annual)^t, b = N^-1(confidence) and r the correlation (never below the floor), the default probability on a bad day is
/// <code>p* = N((N^-1(p) + r b) / sqrt(1 - r^2)),   expected = LGD p,   stressed = LGD max(0, p* - p)</code>
/// the single-factor model with the portfolio as its factor (Vasicek, The distribution of loan portfolio value, Risk, December 2002). For small p the
/// formula falls again beyond r = -b / N^-1(p), where nearly all risk is common but not common enough to reach the threshold; r is held there, so that more
/// correlation never means less haircut.
/// </remarks>
public sealed record IssuerDefaultRule(ImmutableSortedDictionary<string, IssuerRating> Ratings, double Confidence, double MinCorrelation, double MinYears)
{
    internal static readonly Interval ConfidenceBounds = Interval.Closed(0.5, 0.9999);
    internal static readonly Interval MinCorrelationBounds = Interval.Closed(0, LargestCorrelation);
    internal static readonly Interval MinYearsBounds = Interval.Closed(0, 5);

    // A correlation of 1 leaves 0/0.
    private const double LargestCorrelation = 0.99;

    /// <summary>Probability.</summary>
    public double Confidence { get; } = Confidence.Within(ConfidenceBounds);

    /// <summary>Correlation.</summary>
    public double MinCorrelation { get; } = MinCorrelation.Within(MinCorrelationBounds);

    /// <summary>Years.</summary>
    public double MinYears { get; } = MinYears.Within(MinYearsBounds);

    /// <summary>LGD and probability of default over the redemption horizon; null when the rating is unknown.</summary>
    public (double Expected, double Stressed)? Haircuts(RealWorldClaim claim)
    {
        if (!Ratings.TryGetValue(claim.Rating, out var rating)) return null;
        var probability = rating.DefaultProbability(Math.Max(MinYears, claim.RedemptionDays / 365));
        var stressed = StressedProbability(probability, claim.IssuerCorrelation);
        return (rating.LossGivenDefault * probability, rating.LossGivenDefault * Math.Max(0, stressed - probability));
    }

    /// <summary>p*: the probability of default on the portfolio's bad day.</summary>
    /// <param name="probability">p; [0, 1].</param>
    /// <param name="correlation">[-1, 1]; raised to the floor.</param>
    public double StressedProbability(double probability, double correlation)
    {
        probability.Within(Interval.Closed(0, 1));
        if (probability is 0 or 1) return probability;
        var threshold = Normal.InvCDF(0, 1, probability);
        var badDay = Normal.InvCDF(0, 1, Confidence);
        var tied = Math.Clamp(correlation, MinCorrelation, LargestCorrelation);
        if (threshold < 0) tied = Math.Min(tied, -badDay / threshold);
        // A turning point below the floor (rare defaults on a mild day) still holds: the formula is at its largest there.
        return Normal.CDF(0, 1, (threshold + tied * badDay) / Math.Sqrt(1 - tied * tied));
    }
}
