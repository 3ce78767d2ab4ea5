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

    public MarketStatuses(ImmutableArray<Instrument> instruments, ImmutableArray<BoardMarket> markets)
    {
        byUnderlying = markets.ToDictionary(market => market.Snapshot.Underlying, market => market.Status, StringComparer.Ordinal);
        FigureStatus Of(string underlying) => byUnderlying.GetValueOrDefault(underlying, FigureStatus.Halted);
        bySlot = [.. instruments.Select(instrument => Of(instrument.Underlying))];
        byCoin = [.. instruments.Select(instrument => instrument.Underlying).Distinct().Order(StringComparer.Ordinal).Select(Of)];
    }

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
}
