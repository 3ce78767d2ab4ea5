using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Engine;

/// <summary>Numbers the instruments that positions may name, and their underlyings.</summary>
internal sealed class InstrumentSlots
{
    private readonly Dictionary<string, int> slotOf;

    /// <summary>The order of <paramref name="instruments"/> numbers the slots.</summary>
    /// <exception cref="ArgumentException">Two instruments share a name.</exception>
    public InstrumentSlots(ImmutableArray<Instrument> instruments)
    {
        Instruments = instruments;
        Underlyings = [.. instruments.Select(instrument => instrument.Underlying).Distinct()];
        slotOf = instruments.Select((instrument, slot) => (instrument.Name, slot)).ToDictionary(item => item.Name, item => item.slot);
    }

    public ImmutableArray<Instrument> Instruments { get; }

    public ImmutableArray<string> Underlyings { get; }

    /// <summary>The number of an instrument; -1 when there is none of that name.</summary>
    public int Find(string name) => slotOf.GetValueOrDefault(name, -1);
}
