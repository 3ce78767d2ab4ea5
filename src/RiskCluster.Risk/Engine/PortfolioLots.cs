using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>One portfolio compiled: the positions of its accounts netted per instrument, and what they were entered at (MODEL MRG-1). Immutable.</summary>
public sealed class PortfolioLots
{
    /// <summary>Units beyond this are a mistake, and would let sums overflow.</summary>
    public const double LargestAmount = 1e15;

    /// <summary>Cash beyond this, USD, is a mistake.</summary>
    public const double LargestCashUsd = 1e18;

    private readonly InstrumentSlots table;

    private PortfolioLots(string key, EntryValue entry, InstrumentSlots table, ImmutableArray<int> slots, ImmutableArray<double> lots)
    {
        Key = key;
        Entry = entry;
        this.table = table;
        Slots = slots;
        Lots = lots;
    }

    /// <summary>Account (<c>venue/account</c>) or owner.</summary>
    public string Key { get; }

    /// <summary>The caller's number of this state of the account; of an owner, the newest of its accounts'. 0 where nobody counts.</summary>
    public long Sequence { get; private init; }

    /// <summary>The part of equity that does not come from the lots' marks.</summary>
    public EntryValue Entry { get; }

    /// <summary>Shape [L]. Instrument number of each lot, by rising ordinal name of the instrument: the order fixes the rounding.</summary>
    public ImmutableArray<int> Slots { get; }

    /// <summary>Shape [L]. Signed units, none of them 0.</summary>
    public ImmutableArray<double> Lots { get; }

    internal LotSpan Span => new(Slots.AsSpan(), Lots.AsSpan(), Entry);

    /// <summary>Signed units of an instrument; 0 when none are held.</summary>
    public double UnitsOf(int slot) => Slots.AsSpan().IndexOf(slot) is >= 0 and var at ? Lots[at] : 0;

    /// <summary>The same portfolio with <paramref name="units"/> more of one instrument, entered at its mark: entry value and other lots stay.</summary>
    public PortfolioLots Plus(int slot, double units)
    {
        var at = Slots.BinarySearch(slot, table);
        if (at < 0) return units == 0 ? this : With(Slots.Insert(~at, slot), Lots.Insert(~at, units));
        var lot = Lots[at] + units;
        return lot == 0 ? With(Slots.RemoveAt(at), Lots.RemoveAt(at)) : With(Slots, Lots.SetItem(at, lot));
    }

    /// <summary>The lots of one underlying alone, without the entry value: for requirements, which do not depend on it.</summary>
    public PortfolioLots OfUnderlying(string underlying)
    {
        List<int> own = [.. Enumerable.Range(0, Slots.Length).Where(i => table.Instruments[Slots[i]].Underlying == underlying)];
        return new(Key, new(0, 0, []), table, [.. own.Select(i => Slots[i])], [.. own.Select(i => Lots[i])]);
    }

    /// <summary>Names of the instruments held, and of one instrument for each coin that netted inverse futures have left.</summary>
    public IEnumerable<string> Instruments()
    {
        var held = Slots.Select(slot => table.Instruments[slot].Name);
        var coins = Entry.Coins.Select((coin, u) => coin == 0 ? null : table.Instruments.First(instrument => instrument.Underlying == table.Underlyings[u]).Name).OfType<string>();
        return held.Concat(coins).Distinct();
    }

    /// <summary>The same lots <paramref name="factor"/> times, without the entry value: for requirements, which do not depend on it.</summary>
    public PortfolioLots Times(double factor) => new(Key, new(0, 0, []), table, Slots, [.. Lots.Select(lot => factor * lot)]);

    /// <summary>Nothing but <paramref name="units"/> of one instrument, without an entry value.</summary>
    public PortfolioLots Only(int slot, double units) => new(Key, new(0, 0, []), table, [slot], [units]);

    /// <summary>The same account or owner with other lots, numbered by the same table.</summary>
    /// <param name="entry">The part of equity that does not come from the lots' marks.</param>
    /// <param name="slots">Shape [L]. Instrument numbers, by rising ordinal name of the instrument.</param>
    /// <param name="lots">Shape [L]. Signed units, none of them 0.</param>
    internal PortfolioLots Holding(EntryValue entry, ImmutableArray<int> slots, ImmutableArray<double> lots) => new(Key, entry, table, slots, lots);

    /// <summary>Nets the positions of some accounts: <see cref="Net"/> of each compiled alone.</summary>
    /// <exception cref="ArgumentException">A position names no instrument of the table, an amount is not within <see cref="LargestAmount"/>, a future has no entry price, or an asset two prices.</exception>
    internal static PortfolioLots Compile(string key, IReadOnlyList<AccountPortfolio> accounts, InstrumentSlots table) =>
        Net(key, [.. accounts.OrderBy(account => account.Key, StringComparer.Ordinal).Select(account => Compile(account, table))], table);

    /// <summary>Compiles one account.</summary>
    /// <exception cref="ArgumentException">As above.</exception>
    internal static PortfolioLots Compile(AccountPortfolio account, InstrumentSlots table, long sequence = 0)
    {
        if (!(Math.Abs(account.CashUsd) <= LargestCashUsd)) throw new ArgumentException($"{account.Key}: cash is not within +-{LargestCashUsd:0e0}", nameof(account));
        var enteredUsd = 0.0;
        var coins = new double[table.Underlyings.Length];
        var lots = new Dictionary<int, double>(account.Positions.Length);
        foreach (var position in account.Positions)
        {
            var slot = table.Find(position.Instrument);
            if (slot < 0) throw new ArgumentException($"{account.Key}: unknown instrument {position.Instrument}", nameof(account));
            if (!IsAmount(position.Quantity)) throw new ArgumentException($"{account.Key}: the size of {position.Instrument} is not within +-{LargestAmount:0e0}", nameof(account));
            var instrument = table.Instruments[slot];
            lots[slot] = lots.GetValueOrDefault(slot) + position.Quantity;
            if (instrument.Kind is not (InstrumentKind.Future or InstrumentKind.Perpetual)) continue;

            if (position.AveragePrice is not > 0) throw new ArgumentException($"{account.Key}: {position.Instrument} needs the price that it was entered at", nameof(account));
            var entered = position.Quantity * instrument.ContractSize;
            if (instrument.Settlement == Settlement.Linear) enteredUsd -= entered * position.AveragePrice.Value;
            else coins[table.Underlyings.IndexOf(instrument.Underlying)] += entered / position.AveragePrice.Value;
        }

        var entry = new EntryValue(account.CashUsd, enteredUsd, Array.TrueForAll(coins, coin => coin == 0) ? [] : coins) { Collateral = OfOnePrice([.. account.Collateral.Select(asset => (account.Venue, asset))]) };
        return Of(account.Key, entry, table, lots, sequence);
    }

    /// <summary>Adds up compiled accounts of one table, in the given order: by ordinal key everywhere, because the order fixes the rounding.</summary>
    internal static PortfolioLots Net(string key, IReadOnlyList<PortfolioLots> accounts, InstrumentSlots table)
    {
        var (cashUsd, enteredUsd) = (0.0, 0.0);
        var coins = new double[accounts.Max(account => (int?)account.Entry.Coins.Length) ?? 0];
        var lots = new Dictionary<int, double>();
        foreach (var account in accounts)
        {
            cashUsd += account.Entry.CashUsd;
            enteredUsd += account.Entry.EnteredUsd;
            for (var u = 0; u < account.Entry.Coins.Length; u++) coins[u] += account.Entry.Coins[u];
            for (var i = 0; i < account.Slots.Length; i++) lots[account.Slots[i]] = lots.GetValueOrDefault(account.Slots[i]) + account.Lots[i];
        }

        var entry = new EntryValue(cashUsd, enteredUsd, coins) { Collateral = OfOnePrice([.. accounts.SelectMany(account => account.Entry.Collateral)]) };
        return Of(key, entry, table, lots, accounts.Max(account => (long?)account.Sequence) ?? 0);
    }

    /// <summary>The same portfolio as another table numbers it.</summary>
    internal PortfolioLots Renumber(InstrumentSlots other)
    {
        var coins = new double[Entry.Coins.Length == 0 ? 0 : other.Underlyings.Length];
        for (var u = 0; u < Entry.Coins.Length; u++)
            if (Entry.Coins[u] != 0)
                coins[other.Underlyings.IndexOf(table.Underlyings[u])] = Entry.Coins[u];
        var slots = new int[Slots.Length];
        for (var i = 0; i < slots.Length; i++) slots[i] = other.Find(table.Instruments[Slots[i]].Name);
        return new(Key, Entry with { Coins = coins }, other, ImmutableCollectionsMarshal.AsImmutableArray(slots), Lots) { Sequence = Sequence };
    }

    private static PortfolioLots Of(string key, EntryValue entry, InstrumentSlots table, Dictionary<int, double> units, long sequence)
    {
        // A hedge that is the negative of a position leaves nothing to margin.
        var slots = units.Where(lot => lot.Value != 0).Select(lot => lot.Key).ToArray();
        Array.Sort(slots, table);
        var lots = Array.ConvertAll(slots, slot => units[slot]);
        return new(key, entry, table, ImmutableCollectionsMarshal.AsImmutableArray(slots), ImmutableCollectionsMarshal.AsImmutableArray(lots)) { Sequence = sequence };
    }

    private PortfolioLots With(EntryValue entry) => new(Key, entry, table, Slots, Lots) { Sequence = Sequence };

    private PortfolioLots With(ImmutableArray<int> slots, ImmutableArray<double> lots) => new(Key, Entry, table, slots, lots) { Sequence = Sequence };

    private static ImmutableArray<(string Venue, PledgedAsset Asset)> OfOnePrice(ImmutableArray<(string Venue, PledgedAsset Asset)> pledged)
    {
        if (pledged.IsEmpty) return pledged;
        var twice = pledged.GroupBy(line => line.Asset.Asset, StringComparer.Ordinal)
            .FirstOrDefault(lines => lines.Select(line => (line.Asset.SpotUsd, line.Asset.TimeWeightedUsd, line.Asset.PriceAgeHours)).Distinct().Count() > 1);
        return twice is null ? pledged : throw new ArgumentException($"collateral {twice.Key} has two prices", nameof(pledged));
    }

    private static bool IsAmount(double value) => Math.Abs(value) <= LargestAmount;
}
