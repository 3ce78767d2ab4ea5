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
    private readonly int[] lotStart;
    private readonly int[] slots;
    private readonly double[] lots;
    private readonly float[] lotsFloat;
    private readonly EntryValue[] entries;
    private readonly string[] keys;

    private MarginBook(InstrumentSlots table, int accountCount, List<PortfolioLots> portfolios)
    {
        Instruments = table.Instruments;
        Underlyings = table.Underlyings;
        AccountCount = accountCount;
        keys = [.. portfolios.Select(item => item.Key)];
        entries = [.. portfolios.Select(item => item.Entry)];
        lotStart = new int[portfolios.Count + 1];
        for (var p = 0; p < portfolios.Count; p++) lotStart[p + 1] = lotStart[p] + portfolios[p].Lots.Length;
        slots = [.. portfolios.SelectMany(item => item.Slots)];
        lots = [.. portfolios.SelectMany(item => item.Lots)];
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
    /// <exception cref="ArgumentException">A position names no instrument of the list, an amount is not within <see cref="PortfolioLots.LargestAmount"/>, or an account comes twice.</exception>
    public static MarginBook Compile(ImmutableArray<Instrument> instruments, IReadOnlyList<AccountPortfolio> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var table = new InstrumentSlots(instruments);
        var twice = accounts.GroupBy(account => account.Key).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"account {twice.Key} comes twice", nameof(accounts));

        var portfolios = accounts.Select(account => PortfolioLots.Compile(account.Key, [account], table)).ToList();
        portfolios.AddRange(accounts
            .GroupBy(account => account.Owner)
            .Where(group => group.Count() > 1)
            .Select(group => PortfolioLots.Compile(group.Key, [.. group], table)));
        return new(table, accounts.Count, portfolios);
    }

    /// <summary>Name of a portfolio: <c>venue/account</c>, or the owner.</summary>
    public string KeyOf(int portfolio) => keys[portfolio];

    /// <summary>The number of a portfolio; -1 when there is none of that name.</summary>
    public int Find(string key) => Array.IndexOf(keys, key);

    /// <summary>The part of a portfolio's equity that does not come from its lots' marks.</summary>
    public EntryValue EntryOf(int portfolio) => entries[portfolio];

    /// <summary>The lots and entry value of a portfolio.</summary>
    internal LotSpan LotsOf(int portfolio)
    {
        var lot = lotStart[portfolio]..lotStart[portfolio + 1];
        return new(slots.AsSpan(lot), lots.AsSpan(lot), entries[portfolio]);
    }
}
