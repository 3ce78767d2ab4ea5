using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>A way from one chain to another, in this direction only (MODEL COL-2).</summary>
/// <param name="FromChain">Where it starts.</param>
/// <param name="ToChain">Where it ends; another chain.</param>
/// <param name="LatencyHours">How long a transfer takes, hours; [0, 8760].</param>
/// <param name="Haircut">Fraction that is not counted on to arrive; [0, 1].</param>
public sealed record ChainBridge(string FromChain, string ToChain, double LatencyHours, double Haircut)
{
    internal static readonly Interval LatencyHoursBounds = Interval.Closed(0, 8760);
    internal static readonly Interval HaircutBounds = Interval.Closed(0, 1);

    /// <summary>Where it ends.</summary>
    public string ToChain { get; } = ToChain != FromChain ? ToChain : throw new ArgumentException("a bridge leads to another chain", nameof(ToChain));

    /// <summary>Hours.</summary>
    public double LatencyHours { get; } = LatencyHours.Within(LatencyHoursBounds);

    /// <summary>Fraction.</summary>
    public double Haircut { get; } = Haircut.Within(HaircutBounds);
}
