using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Engine;

/// <summary>Numbers the instruments that positions may name, and their underlyings. It only ever grows: a slot stays what it is as long as the table lives.</summary>
/// <remarks>One thread adds; others may read meanwhile and see the table before or after.</remarks>
internal sealed class InstrumentSlots : IComparer<int>
{
    private volatile Numbering numbering;

    /// <summary>The order of <paramref name="instruments"/> numbers the slots.</summary>
    /// <exception cref="ArgumentException">Two instruments share a name.</exception>
    public InstrumentSlots(ImmutableArray<Instrument> instruments)
    {
        // By name, not by first appearance: sums over underlyings are made in this order, wherever the list began.
        Underlyings = [.. instruments.Select(instrument => instrument.Underlying).Distinct().Order(StringComparer.Ordinal)];
        numbering = Number(instruments);
    }

    public ImmutableArray<Instrument> Instruments => numbering.Instruments;

    /// <summary>By ordinal name. They never change: another underlying needs another table.</summary>
    public ImmutableArray<string> Underlyings { get; }

    /// <summary>The number of an instrument; -1 when there is none of that name.</summary>
    public int Find(string name) => numbering.SlotOf.GetValueOrDefault(name, -1);

    /// <summary>Numbers more instruments after those that there are.</summary>
    /// <exception cref="ArgumentException">Two instruments share a name, or one is of another underlying.</exception>
    public void Add(IEnumerable<Instrument> more)
    {
        var instruments = numbering.Instruments.AddRange(more);
        if (instruments.FirstOrDefault(instrument => !Underlyings.Contains(instrument.Underlying)) is { } stranger) throw new ArgumentException($"{stranger} is of another underlying", nameof(more));
        numbering = Number(instruments);
    }

    /// <summary>Orders slots by the ordinal names of their instruments: the order of a portfolio's lots, so that sums round alike however slots are numbered.</summary>
    public int Compare(int left, int right)
    {
        var rank = numbering.Rank;
        return rank[left].CompareTo(rank[right]);
    }

    private static Numbering Number(ImmutableArray<Instrument> instruments)
    {
        var slotOf = new Dictionary<string, int>(instruments.Length, StringComparer.Ordinal);
        for (var slot = 0; slot < instruments.Length; slot++) slotOf.Add(instruments[slot].Name, slot);
        var rank = new int[instruments.Length];
        foreach (var (place, slot) in Enumerable.Range(0, rank.Length).OrderBy(slot => instruments[slot].Name, StringComparer.Ordinal).Index()) rank[slot] = place;
        return new(instruments, slotOf, rank);
    }

    private sealed record Numbering(ImmutableArray<Instrument> Instruments, Dictionary<string, int> SlotOf, int[] Rank);
}
