using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Tests;

/// <summary>Margin evidence for tests: initial margin 100 before and 250 after, equity 1,000, nothing reserved.</summary>
internal static class Evidence
{
    public static FigureInputs Inputs(long marketSeq = 1, long positionSeq = 0) => new(marketSeq, positionSeq, 1, "riskcluster-1@00", 1_000);

    public static MarginEvidence Of(string portfolio, long positionSeq = 0) => new(portfolio, FigureStatus.Ok, 100, 250, 200, 1_000, 1_000, 0, Inputs(positionSeq: positionSeq));
}
