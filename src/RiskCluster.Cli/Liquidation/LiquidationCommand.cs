using System.CommandLine;

namespace RiskCluster.Cli.Liquidation;

/// <summary><c>riskcluster liquidation</c>: the arithmetic of an unwind, for whoever wants to compare digits, and what seeing all venues is worth.</summary>
internal static class LiquidationCommand
{
    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("liquidation", "Unwinds: plan of an owner, quote of a partial auction, size of a single leg, a crash replayed across venues and venue by venue.")
    {
        PlanCommand.Create(),
        QuoteCommand.Create(),
        SingleLegCommand.Create(),
        ReplayCommand.Create(),
    };
}
