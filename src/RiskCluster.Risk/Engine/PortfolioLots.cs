using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>One portfolio compiled: the positions of its accounts netted per instrument, and what they were entered at (MODEL MRG-1). Immutable.</summary>
public sealed class PortfolioLots
{
    /// <summary>Units and dollars beyond this are a mistake, and would let sums overflow.</summary>
    public const double LargestAmount = 1e15;

    private PortfolioLots(string key, EntryValue entry, ImmutableArray<int> slots, ImmutableArray<double> lots)
    {
        Key = key;
        Entry = entry;
        Slots = slots;
        Lots = lots;
    }

    /// <summary>Account (<c>venue/account</c>) or owner.</summary>
    public string Key { get; }

    /// <summary>The part of equity that does not come from the lots' marks.</summary>
    public EntryValue Entry { get; }

    /// <summary>Shape [L]. Instrument number of each lot, rising.</summary>
    public ImmutableArray<int> Slots { get; }

    /// <summary>Shape [L]. Signed units, none of them 0.</summary>
    public ImmutableArray<double> Lots { get; }

    internal LotSpan Span => new(Slots.AsSpan(), Lots.AsSpan(), Entry);

    /// <summary>The same portfolio with <paramref name="units"/> more of one instrument, entered at its mark: entry value and other lots stay.</summary>
    public PortfolioLots Plus(int slot, double units)
    {
        var at = Slots.BinarySearch(slot);
        if (at < 0) return units == 0 ? this : new(Key, Entry, Slots.Insert(~at, slot), Lots.Insert(~at, units));
        var lot = Lots[at] + units;
        return lot == 0 ? new(Key, Entry, Slots.RemoveAt(at), Lots.RemoveAt(at)) : new(Key, Entry, Slots, Lots.SetItem(at, lot));
    }

    /// <summary>The same lots <paramref name="factor"/> times, without the entry value: for requirements, which do not depend on it.</summary>
    public PortfolioLots Times(double factor) => new(Key, new(0, 0, new double[Entry.Coins.Length]), Slots, [.. Lots.Select(lot => factor * lot)]);

    /// <summary>Nothing but <paramref name="units"/> of one instrument, without an entry value.</summary>
    public PortfolioLots Only(int slot, double units) => new(Key, new(0, 0, new double[Entry.Coins.Length]), [slot], [units]);

    /// <summary>Lots that were netted elsewhere.</summary>
    /// <param name="key">Account or owner.</param>
    /// <param name="entry">The part of equity that does not come from the lots' marks.</param>
    /// <param name="slots">Shape [L]. Instrument numbers, rising.</param>
    /// <param name="lots">Shape [L]. Signed units, none of them 0.</param>
    internal static PortfolioLots Of(string key, EntryValue entry, ImmutableArray<int> slots, ImmutableArray<double> lots) => new(key, entry, slots, lots);

    /// <summary>Nets the positions of some accounts.</summary>
    /// <exception cref="ArgumentException">A position names no instrument of the table, an amount is not within <see cref="LargestAmount"/>, a future has no entry price, or an asset two prices.</exception>
    internal static PortfolioLots Compile(string key, IReadOnlyList<AccountPortfolio> accounts, InstrumentSlots table)
    {
        var (cashUsd, enteredUsd) = (0.0, 0.0);
        var coins = new double[table.Underlyings.Length];
        var lots = new SortedDictionary<int, double>();
        foreach (var account in accounts)
        {
            if (!IsAmount(account.CashUsd)) throw new ArgumentException($"{account.Key}: cash is not within +-{LargestAmount:0e0}", nameof(accounts));
            cashUsd += account.CashUsd;
            foreach (var position in account.Positions)
            {
                var slot = table.Find(position.Instrument);
                if (slot < 0) throw new ArgumentException($"{account.Key}: unknown instrument {position.Instrument}", nameof(accounts));
                if (!IsAmount(position.Quantity)) throw new ArgumentException($"{account.Key}: the size of {position.Instrument} is not within +-{LargestAmount:0e0}", nameof(accounts));
                var instrument = table.Instruments[slot];
                lots[slot] = lots.GetValueOrDefault(slot) + position.Quantity;
                if (instrument.Kind is not (InstrumentKind.Future or InstrumentKind.Perpetual)) continue;

                if (position.AveragePrice is not > 0) throw new ArgumentException($"{account.Key}: {position.Instrument} needs the price that it was entered at", nameof(accounts));
                var entered = position.Quantity * instrument.ContractSize;
                if (instrument.Settlement == Settlement.Linear) enteredUsd -= entered * position.AveragePrice.Value;
                else coins[table.Underlyings.IndexOf(instrument.Underlying)] += entered / position.AveragePrice.Value;
            }
        }

        // A hedge that is the negative of a position leaves nothing to margin.
        foreach (var flat in lots.Where(lot => lot.Value == 0).Select(lot => lot.Key).ToList()) lots.Remove(flat);
        return new(key, new(cashUsd, enteredUsd, coins) { Collateral = Pledged(accounts) }, [.. lots.Keys], [.. lots.Values]);
    }

    private static ImmutableArray<(string Venue, PledgedAsset Asset)> Pledged(IReadOnlyList<AccountPortfolio> accounts)
    {
        if (accounts.All(account => account.Collateral.IsEmpty)) return [];
        ImmutableArray<(string Venue, PledgedAsset Asset)> pledged = [.. accounts.SelectMany(account => account.Collateral.Select(asset => (account.Venue, asset)))];
        var twice = pledged.GroupBy(line => line.Asset.Asset, StringComparer.Ordinal)
            .FirstOrDefault(lines => lines.Select(line => (line.Asset.SpotUsd, line.Asset.TimeWeightedUsd, line.Asset.PriceAgeHours)).Distinct().Count() > 1);
        return twice is null ? pledged : throw new ArgumentException($"collateral {twice.Key} has two prices", nameof(accounts));
    }

    private static bool IsAmount(double value) => Math.Abs(value) <= LargestAmount;
}
