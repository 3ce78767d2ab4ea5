using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Unwinding;

/// <summary>
/// What a step may close without raising the net coins of any underlying: a lot or an expiry's options as far as the net goes, two of them that hedge one another
/// in the proportion that leaves the net alone, everything of an underlying, everything.
/// </summary>
internal sealed class UnwindCandidates
{
    /// <summary>Coins less than this share of a book's gross are rounding.</summary>
    private const double Nothing = 1e-12;

    /// <summary>Less than this share of a block is no order worth sending: what hedges the block comes along instead.</summary>
    private const double LeastShare = 1e-4;

    /// <summary>Blocks of one direction that are all paired; of more, the most promising.</summary>
    private const int MostPaired = 24;

    private readonly UnwindLots lots;
    private readonly ImmutableArray<Instrument> instruments;
    private readonly string? venue;
    private readonly double[] netCoin;
    private readonly double[] grossCoin;

    /// <param name="lots">The book.</param>
    /// <param name="instruments">By slot.</param>
    /// <param name="underlyings">How many there are.</param>
    /// <param name="venue">The only venue looked at; null for all.</param>
    public UnwindCandidates(UnwindLots lots, ImmutableArray<Instrument> instruments, int underlyings, string? venue)
    {
        this.lots = lots;
        this.instruments = instruments;
        this.venue = venue;
        (netCoin, grossCoin) = (new double[underlyings], new double[underlyings]);
        for (var number = 0; number < lots.Lots.Length; number++)
        {
            if (venue is not null && lots.VenueOf(number) != venue) continue;
            var coin = lots.Units(number) * lots.Lots[number].DeltaCoin;
            netCoin[lots.Lots[number].Underlying] += coin;
            grossCoin[lots.Lots[number].Underlying] += Math.Abs(coin);
        }
    }

    /// <summary>Lots and groups that hedge one another or stand for themselves; not those that close everything.</summary>
    /// <param name="perUnitUsd">Shape [n][L]: subgradients of the requirement; of a large book only what frees most of a coin by one of them is paired.</param>
    public IEnumerable<ImmutableArray<UnwindTrade>> Parts(params double[][] perUnitUsd)
    {
        foreach (var underlying in Open().GroupBy(number => lots.Lots[number].Underlying))
        {
            var blocks = Blocks(underlying).ToList();
            foreach (var block in blocks)
                if (Alone(block) is { } trades)
                    yield return trades;
            foreach (var bought in Promising(blocks.Where(block => block.DeltaCoin > 0).ToList(), perUnitUsd))
                foreach (var sold in Promising(blocks.Where(block => block.DeltaCoin < 0).ToList(), perUnitUsd))
                    if (Hedged(bought, sold) is { } trades)
                        yield return trades;
        }
    }

    /// <summary>Everything of each underlying, and everything: what keeps every proportion.</summary>
    public IEnumerable<ImmutableArray<UnwindTrade>> Wholes()
    {
        var wholes = Open().GroupBy(number => lots.Lots[number].Underlying).Select(Block).Select(Alone).OfType<ImmutableArray<UnwindTrade>>().ToList();
        foreach (var whole in wholes) yield return whole;
        if (wholes.Count > 1) yield return [.. wholes.SelectMany(whole => whole)];
    }

    /// <summary>Whether some trades, in equal shares, raise the net coins of no underlying.</summary>
    public bool KeepsNet(ReadOnlySpan<UnwindTrade> trades)
    {
        double[] after = [.. netCoin];
        foreach (var trade in trades) after[lots.Lots[trade.Lot].Underlying] += trade.Units * lots.Lots[trade.Lot].DeltaCoin;
        for (var u = 0; u < after.Length; u++)
            if (Math.Abs(after[u]) > Math.Abs(netCoin[u]) + Nothing * grossCoin[u])
                return false;
        return true;
    }

    private IEnumerable<int> Open() =>
        Enumerable.Range(0, lots.Lots.Length).Where(number => lots.Lots[number].IsTradable && lots.Units(number) != 0 && (venue is null || lots.VenueOf(number) == venue));

    private static IEnumerable<UnwindBlock> Promising(List<UnwindBlock> blocks, double[][] perUnitUsd) =>
        blocks.Count <= MostPaired
            ? blocks
            : perUnitUsd.SelectMany(gradient => blocks.OrderByDescending(block => -block.Trades.Sum(trade => trade.Units * gradient[trade.Lot]) / Math.Abs(block.DeltaCoin)).Take(MostPaired / 2)).Distinct();

    // Single lots first: of equal candidates the simpler one is taken.
    private IEnumerable<UnwindBlock> Blocks(IEnumerable<int> numbers)
    {
        var open = numbers.ToList();
        foreach (var number in open) yield return Block([number]);
        foreach (var expiry in open.Where(number => InstrumentOf(number).IsOption).GroupBy(number => InstrumentOf(number).Expiry))
            if (expiry.Count() > 1)
                yield return Block(expiry);
    }

    private Instrument InstrumentOf(int number) => instruments[lots.Lots[number].Slot];

    private UnwindBlock Block(IEnumerable<int> numbers)
    {
        ImmutableArray<UnwindTrade> trades = [.. numbers.Select(number => new UnwindTrade(number, -lots.Units(number)))];
        return new(lots.Lots[trades[0].Lot].Underlying, trades, -trades.Sum(trade => trade.Units * lots.Lots[trade.Lot].DeltaCoin));
    }

    private ImmutableArray<UnwindTrade>? Alone(UnwindBlock block)
    {
        var (net, nothing) = (netCoin[block.Underlying], Nothing * grossCoin[block.Underlying]);
        if (Math.Abs(block.DeltaCoin) <= nothing) return block.Trades;
        var share = net / block.DeltaCoin;
        return share < LeastShare ? null : Scale(block.Trades, Math.Min(1, share));
    }

    private ImmutableArray<UnwindTrade>? Hedged(UnwindBlock one, UnwindBlock other)
    {
        var coin = Math.Min(Math.Abs(one.DeltaCoin), Math.Abs(other.DeltaCoin));
        if (one.DeltaCoin * other.DeltaCoin >= 0 || coin <= Nothing * grossCoin[one.Underlying]) return null;
        if (one.Trades.Length + other.Trades.Length > 2 && one.Trades.Any(trade => other.Trades.Any(twin => twin.Lot == trade.Lot))) return null;
        return [.. Scale(one.Trades, coin / Math.Abs(one.DeltaCoin)), .. Scale(other.Trades, coin / Math.Abs(other.DeltaCoin))];
    }

    private static ImmutableArray<UnwindTrade> Scale(ImmutableArray<UnwindTrade> trades, double share) =>
        share == 1 ? trades : [.. trades.Select(trade => trade with { Units = share * trade.Units })];
}
