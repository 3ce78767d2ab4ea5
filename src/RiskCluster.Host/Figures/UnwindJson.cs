using System.Text.Json;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Figures;

/// <summary>Unwind cost as JSON: what each portfolio is charged, and all that it is computed from (MODEL MRG-5, MRG-10).</summary>
internal static class UnwindJson
{
    /// <summary>One entry an underlying held.</summary>
    public static void WriteCosts(Utf8JsonWriter json, PortfolioReport portfolio) => json.WriteObjects("unwind", portfolio.Unwind, item =>
    {
        var cost = item.Cost;
        json.WriteString("underlying", item.Underlying);
        json.WriteNumber("net_delta_coin", cost.NetDeltaCoin);
        json.WriteNumber("notional_usd", cost.NotionalUsd);
        json.WriteNumber("horizon_days", cost.Horizon.Days);
        json.WriteString("horizon_limit", cost.Horizon.Limit.ToString().ToLowerInvariant());
        json.WriteNumber("rate_coin_per_day", cost.Horizon.RateCoinPerDay);
        json.WriteNumber("orders", cost.Horizon.Slices);
        json.WriteNumber("half_spread_usd", cost.HalfSpreadUsd);
        json.WriteNumber("walk_usd", cost.WalkUsd);
        json.WriteNumber("impact_usd", cost.ImpactUsd);
        json.WriteNumber("vega_spread_usd", cost.VegaSpreadUsd);
        json.WriteNumber("vol_regime", cost.VolRegime);
        json.WriteNumber("congestion_factor", cost.CongestionFactor);
        json.WriteNumber("trading_usd", cost.TradingUsd);
        json.WriteNumber("concentration_usd", cost.ConcentrationUsd);
    });

    /// <summary>The rules of a model.</summary>
    public static void WriteRules(Utf8JsonWriter json, RiskModelUnwind rules)
    {
        var (horizon, concentration) = (rules.Rule.Horizon, rules.Rule.Concentration);
        json.WriteStartObject("unwind");
        json.WriteNumber("impact_coefficient", rules.Rule.ImpactCoefficient);
        json.WriteNumber("max_vol_regime", rules.Rule.MaxVolRegime);
        json.WriteNumber("max_congestion", rules.Rule.MaxCongestion);
        json.WriteNumber("vol_half_spread", rules.VolHalfSpread);
        json.WriteNumber("maintenance_share", rules.MaintenanceShare);
        json.WriteNumbersOf(
            "horizon",
            ("base_days", horizon.BaseDays),
            ("max_days", horizon.MaxDays),
            ("participation", horizon.ParticipationRate),
            ("slice_distance", horizon.SliceDistance),
            ("replenishments_per_day", horizon.ReplenishmentsPerDay));
        json.WriteNumbersOf(
            "concentration", ("threshold_share", concentration.ThresholdShare), ("slope", concentration.Slope), ("power", concentration.Power), ("max_fraction", concentration.MaxFraction));
        json.WriteEndObject();
    }

    /// <summary>What an underlying's unwind meets: as told by the market, or as the model governs it.</summary>
    public static void WriteMarket(Utf8JsonWriter json, UnwindMarket market)
    {
        json.WriteStartObject("liquidity");
        json.WriteNumber("mid_usd", market.MidUsd);
        json.WriteNumber("half_spread", market.Depth.HalfSpread);
        WriteSide(json, "bids", market, DepthSide.Bids);
        WriteSide(json, "asks", market, DepthSide.Asks);
        json.WriteNumber("vol_daily", market.VolDaily);
        json.WriteNumber("volume_coin_per_day", market.VolumeCoinPerDay);
        json.WriteNumber("open_interest_coin", market.OpenInterestCoin);
        json.WriteNumber("vol_regime", market.VolRegime);
        json.WriteNumber("congestion_factor", market.CongestionFactor);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, UnwindMarket market, DepthSide side) => json.WriteObjects(name, market.Depth.PiecesOf(side), piece =>
    {
        json.WriteNumber("coin", piece.Coin / market.DepthUnitsPerCoin);
        json.WriteNumber("start_distance", piece.StartDistance);
        json.WriteNumber("end_distance", piece.EndDistance);
    });
}
