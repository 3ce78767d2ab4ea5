using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>How far the markets of a list of instruments may be trusted, by slot.</summary>
internal sealed class MarketStatuses
{
    private readonly FigureStatus[] bySlot;
    private readonly FigureStatus[] byCoin;
    private readonly Dictionary<string, FigureStatus> byUnderlying;
    private readonly ImmutableArray<Instrument> instruments;
    private readonly ImmutableArray<BoardMarket> markets;

    public MarketStatuses(ImmutableArray<Instrument> instruments, ImmutableArray<BoardMarket> markets)
    {
        byUnderlying = markets.ToDictionary(market => market.Snapshot.Underlying, market => market.Status, StringComparer.Ordinal);
        FigureStatus Of(string underlying) => byUnderlying.GetValueOrDefault(underlying, FigureStatus.Halted);
        (this.instruments, this.markets) = (instruments, markets);
        bySlot = [.. instruments.Select(instrument => Of(instrument.Underlying))];
        byCoin = [.. instruments.Select(instrument => instrument.Underlying).Distinct().Order(StringComparer.Ordinal).Select(Of)];
    }

    /// <summary>Of one instrument's market.</summary>
    public FigureStatus Of(int slot) => bySlot[slot];

    /// <summary>The worst of the markets of what a portfolio holds, what netted inverse futures left in coins and collateral in coins of the market included.</summary>
    public FigureStatus Of(PortfolioLots lots)
    {
        var status = FigureStatus.Ok;
        foreach (var slot in lots.Slots)
            if (bySlot[slot] > status)
                status = bySlot[slot];
        var coins = lots.Entry.Coins;
        for (var u = 0; u < coins.Length; u++)
            if (coins[u] != 0 && byCoin[u] > status)
                status = byCoin[u];
        // An asset without a market counts nothing; there is no price of it to be trusted or not.
        foreach (var (_, asset) in lots.Entry.Collateral)
            if (byUnderlying.TryGetValue(asset.Asset, out var coin) && coin > status)
                status = coin;
        return status;
    }

    /// <summary>The fewest sources and the greatest deviation of the markets of what a portfolio holds; null when one of them is not known, or it holds nothing.</summary>
    public MarketEvidence? EvidenceOf(PortfolioLots lots)
    {
        MarketEvidence? worst = null;
        foreach (var underlying in Underlyings(lots))
        {
            if (markets.FirstOrDefault(market => market.Snapshot.Underlying == underlying)?.Evidence is not { } market) return null;
            worst = Worse(worst, market);
        }

        return worst;
    }

    // Asked for one owner at a time, so it is looked up then rather than kept for every slot.
    private HashSet<string> Underlyings(PortfolioLots lots)
    {
        var held = lots.Slots.Select(slot => instruments[slot].Underlying).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(lots.Entry.Collateral.Select(line => line.Asset.Asset).Where(byUnderlying.ContainsKey));
        var coins = lots.Entry.Coins;
        if (coins.All(coin => coin == 0)) return held;
        var names = instruments.Select(instrument => instrument.Underlying).Distinct().Order(StringComparer.Ordinal).ToList();
        for (var u = 0; u < coins.Length; u++)
            if (coins[u] != 0)
                held.Add(names[u]);
        return held;
    }

    private static MarketEvidence Worse(MarketEvidence? one, MarketEvidence other) =>
        one is null ? other : new(Math.Min(one.Sources, other.Sources), Math.Max(one.DeviationShare, other.DeviationShare));
}
