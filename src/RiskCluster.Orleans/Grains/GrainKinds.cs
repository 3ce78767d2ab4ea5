using RiskCluster.Core.Turns;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain types of actors; a name is part of the cluster's wire format.</summary>
public static class GrainKinds
{
    private static readonly Dictionary<string, ActorKind> Kinds = new(StringComparer.Ordinal)
    {
        ["venue"] = ActorKind.Venue,
        ["account"] = ActorKind.Account,
        ["portfolio"] = ActorKind.Portfolio,
        ["market-data"] = ActorKind.MarketData,
        ["risk-parameters"] = ActorKind.RiskParameters,
        ["liquidation-queue"] = ActorKind.LiquidationQueue,
        ["unwind"] = ActorKind.Unwind,
        ["system-risk"] = ActorKind.SystemRisk,
    };

    /// <summary>The kind of actor of a grain type; null when it is no actor.</summary>
    public static ActorKind? Of(string grainType) => Kinds.TryGetValue(grainType, out var kind) ? kind : null;
}
