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
/// A tick costs a pass over the lots, another one where collateral moves with a coin, and the compiled collateral; it allocates nothing. Profit is that of all
/// futures and perpetuals together: netted first, then cut.
/// </remarks>
internal sealed class EquityCredit
{
    private readonly RiskModelRequirement rules;
    private readonly EquityColumns equity;
    private readonly PortfolioCorrelation correlation;
    private readonly Dictionary<string, CollateralCoin> coins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<BridgeRoute>> routes = new(StringComparer.Ordinal);
    private readonly double[][] correlationScratch;
    private readonly double[][] countScratch;
    private readonly bool[] isFuture;

    public EquityCredit(RiskArrays arrays, EquityColumns equity, RiskModelRequirement rules, int workers)
    {
        this.rules = rules;
        this.equity = equity;
        correlation = new(arrays);
        correlationScratch = [.. Enumerable.Range(0, workers).Select(_ => new double[2 * correlation.UnderlyingCount])];
        countScratch = [.. Enumerable.Range(0, workers).Select(_ => Array.Empty<double>())];
        isFuture = [.. arrays.Instruments.Select(instrument => instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual)];
    }

    /// <summary>Takes the market of one underlying, whether or not an instrument of it is held: collateral may be in its coin.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        if (rules.Collateral is not { } collateral) return;
        Coin(snapshot.Underlying).Take(snapshot.IndexPrice, snapshot.TimeWeightedPrice, snapshot.Liquidity?.Depth ?? rules.Unwind?.LiquidityOf(snapshot.Underlying).Depth, collateral.Rule.LiquidityCap);
        correlation.Refresh(snapshot);
    }

    /// <summary>The collateral of a portfolio, compiled: not while workers count. It may be kept as long as the portfolio, and sees every later market.</summary>
    public CollateralPlan Compile(EntryValue entry)
    {
        if (rules.Collateral is not { } collateral || entry.Collateral.IsEmpty) return CollateralPlan.None;
        var plan = CollateralPlan.Compile(collateral.Rule, Balances(entry, collateral), Terms(entry, collateral), chain => RoutesFrom(chain, collateral));
        for (var worker = 0; worker < countScratch.Length; worker++)
            if (countScratch[worker].Length < plan.ScratchLength)
                countScratch[worker] = new double[plan.ScratchLength];
        return plan;
    }

    /// <summary>USD to add to the equity of marks and cash; negative where more profit is cut than collateral counts. Allocates nothing.</summary>
    /// <param name="portfolio">Its lots.</param>
    /// <param name="plan">Its collateral.</param>
    /// <param name="horizonDays">Its liquidation horizon: collateral must arrive by then.</param>
    /// <param name="worker">Whose scratch memory to use.</param>
    public double Usd(LotSpan portfolio, CollateralPlan plan, double horizonDays, int worker) =>
        rules.Collateral is { } collateral ? Usd(collateral, ProfitUsd(portfolio), plan, horizonDays, plan.Follows ? Correlations(portfolio, worker) : [], worker) : 0;

    /// <summary>The same after one more trade. Allocates nothing.</summary>
    /// <param name="before">The portfolio without the trade.</param>
    /// <param name="slot">What is traded.</param>
    /// <param name="units">Signed units traded.</param>
    /// <param name="gainUsd">What the trade adds to equity: by how much its price is better than the mark.</param>
    /// <param name="horizonDays">The portfolio's liquidation horizon after the trade.</param>
    /// <param name="worker">Whose scratch memory to use.</param>
    public double UsdAfter(StandingSums before, int slot, double units, double gainUsd, double horizonDays, int worker)
    {
        if (rules.Collateral is not { } collateral) return 0;
        var profitUsd = before.ProfitUsd + (isFuture[slot] ? gainUsd : 0);
        return Usd(collateral, profitUsd, before.Collateral, horizonDays, before.Collateral.Follows ? CorrelationsAfter(before.DeltaUsd, slot, units, worker) : [], worker);
    }

    /// <summary>Unrealised profit of all futures and perpetuals together, before anything is cut; USD.</summary>
    public double ProfitUsd(LotSpan portfolio)
    {
        var usd = portfolio.Entry.EnteredUsd + equity.CoinsUsd(portfolio.Entry);
        for (var i = 0; i < portfolio.Lots.Length; i++)
            if (isFuture[portfolio.Slots[i]])
                usd += portfolio.Lots[i] * equity.UnitUsd(portfolio.Slots[i]);
        return usd;
    }

    /// <summary>Net delta of a portfolio in each underlying of the scenarios, USD: what collateral that follows a coin is held against.</summary>
    public double[] DeltaUsd(LotSpan portfolio)
    {
        var deltaUsd = new double[correlation.UnderlyingCount];
        correlation.Net(portfolio, deltaUsd);
        return deltaUsd;
    }

    /// <summary>The first asset that a portfolio owes and nothing prices; null when there is none, or collateral does not count at all.</summary>
    public string? UnpricedDebt(EntryValue entry)
    {
        if (rules.Collateral is null) return null;
        foreach (var (_, asset) in entry.Collateral)
            if (asset is { Quantity: < 0, SpotUsd: null } && Coin(asset.Asset).IndexUsd is null)
                return asset.Asset;
        return null;
    }

    /// <summary>What the portfolio's unrealised profit counts for, step by step.</summary>
    public CollateralValue Profit(LotSpan portfolio) => (rules.Collateral?.UnrealisedProfit ?? new(0, double.PositiveInfinity)).Of(ProfitUsd(portfolio));

    /// <summary>What the portfolio's collateral counts for, line by line.</summary>
    public CollateralReport Collateral(LotSpan portfolio, double horizonDays)
    {
        if (rules.Collateral is not { } collateral || portfolio.Entry.Collateral.IsEmpty) return new([]);
        var correlations = Correlations(portfolio, worker: 0).ToArray();
        ImmutableArray<CollateralAsset> assets = [.. Terms(portfolio.Entry, collateral).Where(terms => terms.IsPriced).Select(terms => terms.At(correlations))];
        // What nothing prices counts nothing, and is no line of the report.
        var balances = Balances(portfolio.Entry, collateral).RemoveAll(balance => !assets.Any(asset => asset.Asset == balance.Asset));
        return collateral.Rule.Of(balances, assets, new(collateral.SettlementChain, 24 * horizonDays));
    }

    private static ImmutableArray<CollateralBalance> Balances(EntryValue entry, RiskModelCollateral collateral) =>
        [.. entry.Collateral.Select(line => new CollateralBalance(line.Asset.Asset, line.Venue, line.Asset.Chain ?? collateral.SettlementChain, line.Asset.Quantity))];

    private ImmutableArray<PledgeTerms> Terms(EntryValue entry, RiskModelCollateral collateral) =>
        [.. entry.Collateral.Select(line => line.Asset).DistinctBy(asset => asset.Asset).Select(asset => Terms(asset, collateral))];

    private PledgeTerms Terms(PledgedAsset pledged, RiskModelCollateral collateral)
    {
        var governed = collateral.Assets.GetValueOrDefault(pledged.Asset, RiskModelCollateralAsset.Unknown);
        // Without a price of its own any will do: the market's takes its place before it is read.
        var spotUsd = pledged.SpotUsd ?? 1;
        var asset = governed.At(pledged.Asset, spotUsd, pledged.TimeWeightedUsd ?? spotUsd, portfolioCorrelation: 0, pledged.PriceAgeHours);
        return new(asset, Coin(pledged.Asset), pledged.SpotUsd is not null, pledged.TimeWeightedUsd, governed.Follows is null ? -1 : correlation.NumberOf(governed.Follows), governed.Correlation);
    }

    private CollateralCoin Coin(string name)
    {
        if (!coins.TryGetValue(name, out var coin)) coins.Add(name, coin = new());
        return coin;
    }

    private ImmutableArray<BridgeRoute> RoutesFrom(string chain, RiskModelCollateral collateral)
    {
        if (!routes.TryGetValue(chain, out var best)) routes.Add(chain, best = collateral.Rule.Bridges.BestRoutes(chain, collateral.SettlementChain));
        return best;
    }

    private double Usd(RiskModelCollateral collateral, double profitUsd, CollateralPlan plan, double horizonDays, ReadOnlySpan<double> correlations, int worker)
    {
        var cutUsd = profitUsd - collateral.UnrealisedProfit.CountedUsd(profitUsd);
        return plan.CountedUsd(24 * horizonDays, correlations, countScratch[worker]) - cutUsd;
    }

    private ReadOnlySpan<double> Correlations(LotSpan portfolio, int worker)
    {
        var deltaUsd = correlationScratch[worker].AsSpan(0, correlation.UnderlyingCount);
        var correlations = correlationScratch[worker].AsSpan(correlation.UnderlyingCount);
        correlation.Net(portfolio, deltaUsd);
        correlation.Of(deltaUsd, correlations);
        return correlations;
    }

    private ReadOnlySpan<double> CorrelationsAfter(double[] beforeUsd, int slot, double units, int worker)
    {
        var deltaUsd = correlationScratch[worker].AsSpan(0, correlation.UnderlyingCount);
        var correlations = correlationScratch[worker].AsSpan(correlation.UnderlyingCount);
        beforeUsd.CopyTo(deltaUsd);
        correlation.Add(slot, units, deltaUsd);
        correlation.Of(deltaUsd, correlations);
        return correlations;
    }
}
