using static RiskCluster.Core.SystemRisk.SystemRiskRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.SystemRisk.SystemRiskEvent, RiskCluster.Core.SystemRisk.SystemRiskEffect>;

namespace RiskCluster.Core.SystemRisk;

/// <summary>Concentration of the live book: the newest cycle's is kept.</summary>
internal static class ConcentrationRules
{
    public static Decision Report(SystemRiskState state, ConcentrationReport report)
    {
        if (report.Cycle < 1) return SystemRiskMachine.Reject(CycleNumber, "report.cycle", $"the cycle {report.Cycle} is less than 1");
        if (!SummaryRules.AreNames(report.Lines.Select(line => line.Underlying)))
            return SystemRiskMachine.Reject(ConcentrationNames, "report.lines", $"the underlyings are not up to {SummaryRules.MostNames} key names, each once");
        if (!report.Lines.All(line => SummaryRules.IsAmount(line.GrossUsd) && SummaryRules.IsShare(line.LargestShare) && SummaryRules.IsShare(line.Herfindahl)))
            return SystemRiskMachine.Reject(ConcentrationAmount, "report.lines", "an amount is below 0 or beyond 1e18, a share is not within [0, 1], or either has too many digits");
        return report.Cycle <= (state.Concentration?.Cycle ?? 0) ? Decision.Duplicate() : Decision.Accept(new SystemRiskEvent.ConcentrationReported(report));
    }
}
