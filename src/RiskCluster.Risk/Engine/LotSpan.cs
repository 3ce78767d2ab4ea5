namespace RiskCluster.Risk.Engine;

/// <summary>The lots of one portfolio where they lie: what every figure is made of.</summary>
/// <param name="slots">Shape [L]. Instrument number of each lot, rising: the order fixes the rounding.</param>
/// <param name="lots">Shape [L]. Signed units.</param>
/// <param name="entry">The part of equity that does not come from the lots' marks.</param>
internal readonly ref struct LotSpan(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots, EntryValue entry)
{
    public ReadOnlySpan<int> Slots { get; } = slots;

    public ReadOnlySpan<double> Lots { get; } = lots;

    public EntryValue Entry { get; } = entry;
}
