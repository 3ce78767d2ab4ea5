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
    private readonly MarketEvidence?[] evidenceBySlot;
    private readonly MarketEvidence?[] evidenceByCoin;
    private readonly Dictionary<string, MarketEvidence?> evidence;

    public MarketStatuses(ImmutableArray<Instrument> instruments, ImmutableArray<BoardMarket> markets)
    {
        byUnderlying = markets.ToDictionary(market => market.Snapshot.Underlying, market => market.Status, StringComparer.Ordinal);
        FigureStatus Of(string underlying) => byUnderlying.GetValueOrDefault(underlying, FigureStatus.Halted);
        evidence = markets.ToDictionary(market => market.Snapshot.Underlying, market => market.Evidence, StringComparer.Ordinal);
        evidenceBySlot = [.. instruments.Select(instrument => evidence.GetValueOrDefault(instrument.Underlying))];
        evidenceByCoin = [.. instruments.Select(instrument => instrument.Underlying).Distinct().Order(StringComparer.Ordinal).Select(underlying => evidence.GetValueOrDefault(underlying))];
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

    /// <summary>The fewest sources and the greatest deviation of the markets of what a portfolio holds; null when one of them is not known, or it holds nothing.</summary>
    public MarketEvidence? EvidenceOf(PortfolioLots lots)
    {
        MarketEvidence? worst = null;
        foreach (var slot in lots.Slots)
        {
            if (evidenceBySlot[slot] is not { } market) return null;
            worst = Worse(worst, market);
        }

        var coins = lots.Entry.Coins;
        for (var u = 0; u < coins.Length; u++)
        {
            if (coins[u] == 0) continue;
            if (evidenceByCoin[u] is not { } market) return null;
            worst = Worse(worst, market);
        }

        foreach (var (_, asset) in lots.Entry.Collateral)
        {
            if (!evidence.TryGetValue(asset.Asset, out var market)) continue;
            if (market is null) return null;
            worst = Worse(worst, market);
        }

        return worst;
    }

    private static MarketEvidence Worse(MarketEvidence? one, MarketEvidence other) =>
        one is null ? other : new(Math.Min(one.Sources, other.Sources), Math.Max(one.DeviationShare, other.DeviationShare));
}
