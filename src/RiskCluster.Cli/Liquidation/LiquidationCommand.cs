using System.CommandLine;

namespace RiskCluster.Cli.Liquidation;

/// <summary><c>riskcluster liquidation</c>: the arithmetic of an unwind, for whoever wants to compare digits.</summary>
internal static class LiquidationCommand
{
    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("liquidation", "The arithmetic of an unwind: quote of a partial auction, size of a single leg.")
    {
        QuoteCommand.Create(),
        SingleLegCommand.Create(),
    };
}
