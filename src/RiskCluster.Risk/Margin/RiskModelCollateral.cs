using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Margin;

/// <summary>What collateral and unrealised profit count for in equity (COL-1 to COL-3, MRG-7).</summary>
/// <param name="Rule">Haircuts, caps, bridges, claims.</param>
/// <param name="Assets">What is governed of each asset; one that is not here counts nothing unless the schedule has an entry for every asset.</param>
/// <param name="SettlementChain">Where losses are paid; collateral that names no chain is there.</param>
/// <param name="UnrealisedProfit">Haircut and cap of the netted profit of futures and perpetuals.</param>
public sealed record RiskModelCollateral(
    CollateralRule Rule,
    ImmutableSortedDictionary<string, RiskModelCollateralAsset> Assets,
    string SettlementChain,
    UnrealisedProfitRule UnrealisedProfit)
{
    /// <summary>The most that a cap in USD may be; as good as none.</summary>
    private const double LargestUsd = 1e15;

    internal static RiskModelCollateral Read(RiskModelNode node) => new(
        new(
            ReadSchedule(node),
            node.Object("liquidity_cap", ReadLiquidityCap),
            node.Object("wrong_way", ReadWrongWay),
            new(node.Objects("bridges", minimalCount: 0, ReadBridge)),
            node.Object("real_world_assets", ReadRealWorldAssets)),
        node.Map("assets", RiskModelCollateralAsset.Read),
        node.Text("settlement_chain"),
        node.Object("unrealised_profit", ReadUnrealisedProfit));

    private static HaircutSchedule ReadSchedule(RiskModelNode node)
    {
        var entries = node.Objects("haircuts", minimalCount: 1, ReadEntry);
        for (var i = 1; i < entries.Length; i++)
            node.Require(entries.Take(i).All(entry => !entry.NamesTheSameAs(entries[i])), $"haircuts[{i}]", "names the same as one before");
        return new(entries);
    }

    private static HaircutEntry ReadEntry(RiskModelNode node) =>
        new(node.TextOrNone("asset"), node.TextOrNone("tier"), node.TextOrNone("venue"), node.Number("haircut", HaircutEntry.HaircutBounds));

    private static LiquidityCapRule ReadLiquidityCap(RiskModelNode node) => new(
        node.Number("sale_distance", LiquidityCapRule.SaleDistanceBounds),
        node.Number("refills", LiquidityCapRule.RefillsBounds),
        node.Number("depth_share", LiquidityCapRule.DepthShareBounds),
        node.Number("taper_multiple", LiquidityCapRule.TaperMultipleBounds),
        node.Number("default_cap_usd", LiquidityCapRule.DefaultCapUsdBounds));

    private static WrongWayRule ReadWrongWay(RiskModelNode node) =>
        new(node.Number("correlation_weight", WrongWayRule.CorrelationWeightBounds), node.Number("own_token_haircut", WrongWayRule.OwnTokenHaircutBounds));

    private static ChainBridge ReadBridge(RiskModelNode node)
    {
        var (from, to) = (node.Text("from_chain"), node.Text("to_chain"));
        node.Require(from != to, "to_chain", "must be another chain than from_chain");
        return new(from, to, node.Number("latency_hours", ChainBridge.LatencyHoursBounds), node.Number("haircut", ChainBridge.HaircutBounds));
    }

    private static RealWorldAssetRule ReadRealWorldAssets(RiskModelNode node) => new(
        new(
            node.Map("ratings", ReadRating),
            node.Number("confidence", IssuerDefaultRule.ConfidenceBounds),
            node.Number("min_correlation", IssuerDefaultRule.MinCorrelationBounds),
            node.Number("min_years", IssuerDefaultRule.MinYearsBounds)),
        node.Object("redemption", ReadRedemption),
        node.Object("price_age", ReadPriceAge),
        node.Object("issuer_cap", ReadIssuerCap));

    private static IssuerRating ReadRating(RiskModelNode node) => new(
        node.Number("default_probability_annual", IssuerRating.DefaultProbabilityAnnualBounds), node.Number("loss_given_default", IssuerRating.LossGivenDefaultBounds));

    private static RedemptionRule ReadRedemption(RiskModelNode node) =>
        new(node.Number("rate_annual", RedemptionRule.RateAnnualBounds), node.Number("haircut_sqrt_year", RedemptionRule.HaircutSqrtYearBounds));

    private static PriceAgeRule ReadPriceAge(RiskModelNode node)
    {
        var freshHours = node.Number("fresh_hours", PriceAgeRule.FreshHoursBounds);
        var limitHours = node.Number("limit_hours", PriceAgeRule.LimitHoursBounds(PriceAgeRule.FreshHoursBounds.Low));
        node.Require(limitHours > freshHours, "limit_hours", "must be above fresh_hours");
        return new(freshHours, limitHours);
    }

    private static IssuerCapRule ReadIssuerCap(RiskModelNode node) =>
        new(node.Number("cap_usd", Interval.Closed(0, LargestUsd)), node.Number("max_share", IssuerCapRule.MaxShareBounds));

    private static UnrealisedProfitRule ReadUnrealisedProfit(RiskModelNode node) =>
        new(node.Number("haircut", UnrealisedProfitRule.HaircutBounds), node.Number("cap_usd", Interval.Closed(0, LargestUsd)));
}
