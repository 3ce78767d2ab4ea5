using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Engine;

/// <summary>Numbers the sums over which contingencies net: expiries first, then perpetuals by underlying, then strikes, then one that nothing is added to.</summary>
internal sealed class ContingencyGroups
{
    public ContingencyGroups(ImmutableArray<Instrument> instruments)
    {
        var expiries = Number(instruments, Expires, instrument => (instrument.Underlying, instrument.Expiry), first: 0);
        ExpiryCount = expiries.Count;
        var perpetuals = Number(instruments, IsPerpetual, instrument => instrument.Underlying, ExpiryCount);
        var strikes = Number(instruments, instrument => instrument.IsOption, instrument => (instrument.Underlying, instrument.Expiry, instrument.Strike), ExpiryCount + perpetuals.Count);
        var none = ExpiryCount + perpetuals.Count + strikes.Count;
        Count = none + 1;
        Of = [.. instruments.Select(instrument => new ContingencyTerms(
            Expires(instrument) ? expiries[(instrument.Underlying, instrument.Expiry)] : IsPerpetual(instrument) ? perpetuals[instrument.Underlying] : none,
            instrument.IsOption ? strikes[(instrument.Underlying, instrument.Expiry, instrument.Strike)] : none))];
    }

    /// <summary>All groups.</summary>
    public int Count { get; }

    /// <summary>How many of them, from the front, are expiries.</summary>
    public int ExpiryCount { get; }

    /// <summary>By slot: the groups of each instrument, no amounts yet.</summary>
    public ImmutableArray<ContingencyTerms> Of { get; }

    private static bool Expires(Instrument instrument) => instrument.Kind is InstrumentKind.Future or InstrumentKind.Option;

    private static bool IsPerpetual(Instrument instrument) => instrument.Kind == InstrumentKind.Perpetual;

    private static Dictionary<TKey, int> Number<TKey>(ImmutableArray<Instrument> instruments, Func<Instrument, bool> belongs, Func<Instrument, TKey> keyOf, int first)
        where TKey : notnull =>
        instruments.Where(belongs).Select(keyOf).Distinct().Select((key, number) => (key, number)).ToDictionary(item => item.key, item => first + item.number);
}
