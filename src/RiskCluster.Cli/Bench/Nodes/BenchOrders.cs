using RiskCluster.Core.Liquidations;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>Orders of unwinds, all alike but for whose they are and how urgent.</summary>
internal static class BenchOrders
{
    /// <summary>Units of each order.</summary>
    public const decimal Quantity = -2;

    /// <summary>At which all trade.</summary>
    public const decimal Price = 100;

    private const long LifetimeMs = 3_600_000;
    private const int Urgencies = 1_000;

    /// <summary>An order of an owner of one account, of the owner's name, on a venue.</summary>
    public static LiquidationOrder Of(string venue, string owner, long leg) =>
        new(owner, 1, leg, $"{venue}/{owner}", BenchNode.Instruments[0].Name, Quantity, Price / 100, Price, Price, (owner.Length * 31 + leg * 7) % Urgencies, LifetimeMs);
}
