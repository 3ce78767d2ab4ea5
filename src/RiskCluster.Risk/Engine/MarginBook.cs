using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// All portfolios of a margin cycle, compiled: every account, then every owner of more than one account with its lots netted per instrument (MODEL MRG-1).
/// Immutable.
/// </summary>
/// <remarks>Compressed rows: the lots of portfolio p stand at [<see cref="LotStart"/>[p], <see cref="LotStart"/>[p + 1]), sorted by instrument.</remarks>
public sealed class MarginBook
{
    /// <summary>Units and dollars beyond this are a mistake, and would let sums overflow.</summary>
    public const double LargestAmount = 1e15;

    private readonly int[] lotStart;
    private readonly int[] slots;
    private readonly double[] lots;
    private readonly float[] lotsFloat;
    private readonly EntryValue[] entries;
    private readonly string[] keys;

    private MarginBook(ImmutableArray<Instrument> instruments, ImmutableArray<string> underlyings, int accountCount, List<Compiled> portfolios)
    {
        Instruments = instruments;
        Underlyings = underlyings;
        AccountCount = accountCount;
        keys = [.. portfolios.Select(item => item.Key)];
        entries = [.. portfolios.Select(item => item.Entry)];
        lotStart = new int[portfolios.Count + 1];
        for (var p = 0; p < portfolios.Count; p++) lotStart[p + 1] = lotStart[p] + portfolios[p].Lots.Count;
        slots = [.. portfolios.SelectMany(item => item.Lots.Keys)];
        lots = [.. portfolios.SelectMany(item => item.Lots.Values)];
        lotsFloat = [.. lots.Select(lot => (float)lot)];
    }

    /// <summary>The instruments that slots number.</summary>
    public ImmutableArray<Instrument> Instruments { get; }

    /// <summary>The underlyings of those instruments, in the order of <see cref="EntryValue.Coins"/>.</summary>
    public ImmutableArray<string> Underlyings { get; }

    /// <summary>How many of the portfolios, from the front, are accounts; the rest are owners of several.</summary>
    public int AccountCount { get; }

    /// <summary>Accounts and owners together.</summary>
    public int PortfolioCount => keys.Length;

    /// <summary>Where each portfolio's lots begin; one more entry than portfolios.</summary>
    public ReadOnlySpan<int> LotStart => lotStart;

    /// <summary>Instrument number of each lot.</summary>
    public ReadOnlySpan<int> Slots => slots;

    /// <summary>Signed units of each lot.</summary>
    public ReadOnlySpan<double> Lots => lots;

    /// <summary><see cref="Lots"/>, rounded for the screening pass.</summary>
    public ReadOnlySpan<float> LotsFloat => lotsFloat;

    /// <summary>Compiles a book.</summary>
    /// <param name="instruments">Every instrument that a position may name; their order numbers the slots.</param>
    /// <param name="accounts">Each key once.</param>
    /// <exception cref="ArgumentException">A position names no instrument of the list, an amount is not within <see cref="LargestAmount"/>, or an account comes twice.</exception>
    public static MarginBook Compile(ImmutableArray<Instrument> instruments, IReadOnlyList<AccountPortfolio> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var slotOf = instruments.Select((instrument, slot) => (instrument.Name, slot)).ToDictionary(item => item.Name, item => item.slot);
        ImmutableArray<string> underlyings = [.. instruments.Select(instrument => instrument.Underlying).Distinct()];
        var twice = accounts.GroupBy(account => account.Key).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"account {twice.Key} comes twice", nameof(accounts));

        var portfolios = accounts.Select(account => CompileAccount(account.Key, [account], instruments, underlyings, slotOf)).ToList();
        portfolios.AddRange(accounts
            .GroupBy(account => account.Owner)
            .Where(group => group.Count() > 1)
            .Select(group => CompileAccount(group.Key, [.. group], instruments, underlyings, slotOf)));
        return new(instruments, underlyings, accounts.Count, portfolios);
    }

    /// <summary>Name of a portfolio: <c>venue/account</c>, or the owner.</summary>
    public string KeyOf(int portfolio) => keys[portfolio];

    /// <summary>The number of a portfolio; -1 when there is none of that name.</summary>
    public int Find(string key) => Array.IndexOf(keys, key);

    /// <summary>The part of a portfolio's equity that does not come from its lots' marks.</summary>
    public EntryValue EntryOf(int portfolio) => entries[portfolio];

    private static Compiled CompileAccount(
        string key,
        ImmutableArray<AccountPortfolio> accounts,
        ImmutableArray<Instrument> instruments,
        ImmutableArray<string> underlyings,
        Dictionary<string, int> slotOf)
    {
        var cashUsd = 0.0;
        var coins = new double[underlyings.Length];
        var lots = new SortedDictionary<int, double>();
        foreach (var account in accounts)
        {
            if (!IsAmount(account.CashUsd)) throw new ArgumentException($"{account.Key}: cash is not within +-{LargestAmount:0e0}", nameof(accounts));
            cashUsd += account.CashUsd;
            foreach (var position in account.Positions)
            {
                if (!slotOf.TryGetValue(position.Instrument, out var slot)) throw new ArgumentException($"{account.Key}: unknown instrument {position.Instrument}", nameof(accounts));
                if (!IsAmount(position.Quantity)) throw new ArgumentException($"{account.Key}: the size of {position.Instrument} is not within +-{LargestAmount:0e0}", nameof(accounts));
                var instrument = instruments[slot];
                lots[slot] = lots.GetValueOrDefault(slot) + position.Quantity;
                if (instrument.Kind is not (InstrumentKind.Future or InstrumentKind.Perpetual)) continue;

                if (position.AveragePrice is not > 0) throw new ArgumentException($"{account.Key}: {position.Instrument} needs the price that it was entered at", nameof(accounts));
                var entered = position.Quantity * instrument.ContractSize;
                if (instrument.Settlement == Settlement.Linear) cashUsd -= entered * position.AveragePrice.Value;
                else coins[underlyings.IndexOf(instrument.Underlying)] += entered / position.AveragePrice.Value;
            }
        }

        // A hedge that is the negative of a position leaves nothing to margin.
        foreach (var flat in lots.Where(lot => lot.Value == 0).Select(lot => lot.Key).ToList()) lots.Remove(flat);
        return new(key, new(cashUsd, coins), lots);
    }

    private static bool IsAmount(double value) => Math.Abs(value) <= LargestAmount;

    private sealed record Compiled(string Key, EntryValue Entry, SortedDictionary<int, double> Lots);
}
