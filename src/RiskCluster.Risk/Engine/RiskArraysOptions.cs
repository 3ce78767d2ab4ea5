using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Engine;

/// <summary>How risk arrays are computed; never what they contain, which is the same for every choice up to rounding.</summary>
public sealed record RiskArraysOptions
{
    /// <summary>The usual choice: parity pairs, the widest vectors of the processor.</summary>
    public static readonly RiskArraysOptions Default = new();

    /// <summary>Whether a call and a put at one strike share one kernel pass by put-call parity.</summary>
    public bool SharesParityPairs { get; init; } = true;

    /// <summary>Whether float tiles are filled for a screen. Without them a refill reads marks and Greeks only, and rows are made in double on demand.</summary>
    public bool KeepsTiles { get; init; } = true;

    /// <summary>The vector width. An unaccelerated one works too, slowly, and gives the same bits.</summary>
    public LaneWidth Width { get; init; } = LaneWidths.Widest;
}
