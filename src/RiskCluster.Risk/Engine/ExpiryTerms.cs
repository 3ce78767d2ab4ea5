using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Engine;

/// <summary>What all instruments of one expiry share under the present snapshot.</summary>
internal sealed class ExpiryTerms(UnixTime expiry)
{
    /// <summary>The settlement price is the average of the index over this last stretch (MODEL INS-1).</summary>
    public const double AveragingSeconds = 1800;

    private const double DiscountLimit = 1e6;

    public UnixTime Expiry { get; } = expiry;

    /// <summary>Why nothing of this expiry can be priced; null when all is well.</summary>
    public Unavailable? Problem { get; private set; }

    public double Forward { get; private set; } = 1;

    public double RateAnnual { get; private set; }

    public double MaturityYears { get; private set; }

    /// <summary>exp(-rate T).</summary>
    public double Discount { get; private set; } = 1;

    /// <summary>
    /// The share of the forward that still moves with the market: 1 until the averaging window opens, then the share of the window that is left:
    /// shocked forward = F (1 + share (ratio - 1)).
    /// </summary>
    public double FloatingShare { get; private set; } = 1;

    /// <summary>What a vol shock is multiplied with at this maturity (SCN-1).</summary>
    public double VolShockFactor { get; private set; }

    /// <summary>Relative vol change of a full tilt at this maturity (SCN-3).</summary>
    public double TermFactor { get; private set; }

    /// <summary>What a full rotation does to the strikes of this expiry (SCN-3).</summary>
    public WingRotation Rotation { get; private set; }

    /// <summary>Reads the snapshot.</summary>
    public void Resolve(MarketSnapshot market, ScenarioSet scenarios)
    {
        var (forward, rate) = ForwardCurve.Read(market, Expiry);
        MaturityYears = market.AsOf.YearsUntil(Expiry);
        Problem = FindProblem(market, forward, rate);
        Forward = Problem is null ? forward : 1;
        RateAnnual = Problem is null ? rate : 0;
        Discount = Math.Exp(-RateAnnual * Math.Max(MaturityYears, 0));
        FloatingShare = Math.Clamp(market.AsOf.SecondsUntil(Expiry) / AveragingSeconds, 0, 1);
        VolShockFactor = scenarios.Scaling.Factor(MaturityYears);
        TermFactor = scenarios.Term.Factor(MaturityYears);
        Rotation = scenarios.Skew.At(MaturityYears);
    }

    private Unavailable? FindProblem(MarketSnapshot market, double forward, double rate)
    {
        if (!(MaturityYears > 0)) return Unavailable.Expired;
        if (!double.IsFinite(market.IndexPrice) || market.IndexPrice <= 0 || !double.IsFinite(forward) || forward <= 0) return Unavailable.NoPrice;
        return Math.Exp(Math.Abs(rate) * MaturityYears) <= DiscountLimit ? null : Unavailable.OutOfRange;
    }
}
