using System.Collections.Immutable;
using RiskCluster.Core.Liquidations;

namespace RiskCluster.Core.Tests.Liquidations;

/// <summary>Orders for tests: sell 10 perpetuals of a mark of 100 for olga, whose account is on aurora.</summary>
internal static class Orders
{
    public const string Instrument = "BTC_USDC-PERPETUAL";
    public const string TaskId = "olga.1";

    public static readonly ImmutableArray<DutchCorner> TwoStages = [new(0, 0.98m), new(100_000, 0.8m), new(14_400_000, 0)];

    public static LiquidationOrder Sell(long legId = 1, decimal quantity = -10, decimal shortfallUsd = 50) =>
        new("olga", 1, legId, "aurora/alice", Instrument, quantity, quantity < 0 ? 60 : 140, 100, 100, shortfallUsd, 600_000);

    public static LiquidationOrder Dutch(decimal markValueUsd = 119.306330m, decimal maintenanceExcessUsd = -103.090619m, decimal bufferShare = 0.2m) =>
        Sell() with { Mode = LiquidationMode.Dutch, Dutch = new(markValueUsd, maintenanceExcessUsd, 0, bufferShare, TwoStages) };

    public static LiquidationOrder Sealed(decimal quantity = -10) => Sell(quantity: quantity) with { Mode = LiquidationMode.Sealed, Sealed = new(10_000, 10_000, 25) };

    public static string Nonce(int i) => $"nonce-of-16-or-more-{i}";
}
