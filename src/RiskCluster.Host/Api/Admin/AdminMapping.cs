using RiskCluster.Contracts.Admin;
using RiskCluster.Core.Markets;

namespace RiskCluster.Host.Api.Admin;

/// <summary>What operators set, from bodies and to them.</summary>
internal static class AdminMapping
{
    public static MarketRules Rules(this MarketRulesDocument rules) => new(
        rules.MaxAgeMs,
        rules.MaxAheadMs,
        rules.MinSources,
        rules.WantedSources,
        rules.LowestPrice,
        rules.HighestPrice,
        rules.MaxDeviation,
        rules.StrikesToSuspend,
        rules.MaxSpike,
        rules.MaxMove,
        rules.MaxMovePerSecond,
        rules.BreakerMove,
        rules.HoldMove,
        rules.HoldSpread,
        rules.MaxBasis,
        rules.FrozenMs,
        rules.FrozenMove,
        rules.TwapWindowMs,
        rules.MinSettlementCoverage,
        rules.MaxKeptMs);

    public static MarketRulesDocument Document(this MarketRules rules) => new(
        rules.MaxAgeMs,
        rules.MaxAheadMs,
        rules.MinSources,
        rules.WantedSources,
        rules.LowestPrice,
        rules.HighestPrice,
        rules.MaxDeviation,
        rules.StrikesToSuspend,
        rules.MaxSpike,
        rules.MaxMove,
        rules.MaxMovePerSecond,
        rules.BreakerMove,
        rules.HoldMove,
        rules.HoldSpread,
        rules.MaxBasis,
        rules.FrozenMs,
        rules.FrozenMove,
        rules.TwapWindowMs,
        rules.MinSettlementCoverage,
        rules.MaxKeptMs);
}
