using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// What joins the equity of marks and cash (MODEL MRG-7): collateral after haircuts (COL-1 to COL-3), less what of an unrealised profit does not count. One
/// function for screen and answers alike, so that both see the same digits; evaluated once a portfolio and tick, never by scenario.
/// </summary>
/// <remarks>
/// A portfolio without collateral costs one pass over its lots and allocates nothing; one with collateral is taken through every step of
/// <see cref="CollateralRule"/>. Profit is that of all futures and perpetuals together: netted first, then cut.
/// </remarks>
internal sealed class EquityCredit
{
    private readonly RiskModelRequirement rules;
    private readonly EquityColumns equity;
    private readonly PortfolioCorrelation correlation;
    private readonly Dictionary<string, MarketSnapshot> markets = new(StringComparer.Ordinal);
    private readonly bool[] isFuture;

    public EquityCredit(RiskArrays arrays, EquityColumns equity, RiskModelRequirement rules)
    {
        this.rules = rules;
        this.equity = equity;
        correlation = new(arrays);
        isFuture = [.. arrays.Instruments.Select(instrument => instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual)];
    }

    /// <summary>Takes the market of one underlying, whether or not an instrument of it is held: collateral may be in its coin.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        markets[snapshot.Underlying] = snapshot;
        correlation.Refresh(snapshot);
    }

    /// <summary>USD to add to the equity of marks and cash; negative where more profit is cut than collateral counts.</summary>
    /// <param name="portfolio">Its lots and collateral.</param>
    /// <param name="horizonDays">Its liquidation horizon: collateral must arrive by then.</param>
    public double Usd(LotSpan portfolio, double horizonDays)
    {
        if (rules.Collateral is not { } collateral) return 0;
        var profitUsd = ProfitUsd(portfolio);
        var cutUsd = profitUsd - collateral.UnrealisedProfit.CountedUsd(profitUsd);
        return portfolio.Entry.Collateral.IsEmpty ? -cutUsd : Collateral(portfolio, horizonDays).CountedUsd - cutUsd;
    }

    /// <summary>What the portfolio's unrealised profit counts for, step by step.</summary>
    public CollateralValue Profit(LotSpan portfolio) => (rules.Collateral?.UnrealisedProfit ?? new(0, double.PositiveInfinity)).Of(ProfitUsd(portfolio));

    /// <summary>What the portfolio's collateral counts for, line by line.</summary>
    public CollateralReport Collateral(LotSpan portfolio, double horizonDays)
    {
        if (rules.Collateral is not { } collateral || portfolio.Entry.Collateral.IsEmpty) return new([]);
        var correlations = correlation.Of(portfolio);
        var lines = portfolio.Entry.Collateral;
        ImmutableArray<CollateralBalance> balances = [.. lines.Select(line => new CollateralBalance(line.Asset.Asset, line.Venue, line.Asset.Chain ?? collateral.SettlementChain, line.Asset.Quantity))];
        ImmutableArray<CollateralAsset> assets = [.. lines.Select(line => line.Asset).DistinctBy(asset => asset.Asset).Select(asset => Governed(collateral, asset, correlations))];
        return collateral.Rule.Of(balances, assets, new(collateral.SettlementChain, 24 * horizonDays));
    }

    private CollateralAsset Governed(RiskModelCollateral collateral, PledgedAsset pledged, Func<string, double> correlations)
    {
        var governed = collateral.Assets.GetValueOrDefault(pledged.Asset, RiskModelCollateralAsset.Unknown);
        var spotUsd = pledged.SpotUsd;
        var asset = governed.At(
            pledged.Asset,
            spotUsd,
            pledged.TimeWeightedUsd ?? spotUsd,
            governed.Follows is null ? 0 : Math.Clamp(governed.Correlation * correlations(governed.Follows), -1, 1),
            pledged.PriceAgeHours);
        if (!markets.TryGetValue(pledged.Asset, out var market) || !CollateralAsset.PriceBounds.Contains(market.IndexPrice)) return asset;

        // A coin of the market is worth its index, and is sold into its own book.
        return asset with
        {
            SpotUsd = market.IndexPrice,
            TimeWeightedUsd = pledged.TimeWeightedUsd ?? market.IndexPrice,
            Depth = market.Liquidity?.Depth ?? rules.Unwind?.LiquidityOf(pledged.Asset).Depth,
        };
    }

    private double ProfitUsd(LotSpan portfolio)
    {
        var usd = portfolio.Entry.EnteredUsd + equity.CoinsUsd(portfolio.Entry);
        for (var i = 0; i < portfolio.Lots.Length; i++)
            if (isFuture[portfolio.Slots[i]])
                usd += portfolio.Lots[i] * equity.UnitUsd(portfolio.Slots[i]);
        return usd;
    }
}
