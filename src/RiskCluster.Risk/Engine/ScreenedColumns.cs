using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>What the last cycle says of every portfolio: parallel columns, one entry a portfolio.</summary>
/// <remarks>The scan figures are the float screen's, good to <see cref="ScanErrorUsd"/>; states are confirmed in double.</remarks>
internal sealed class ScreenedColumns(int portfolios)
{
    /// <summary>A portfolio that nothing blocks.</summary>
    public const int NotBlocked = -1;

    public readonly MarginState[] States = new MarginState[portfolios];
    public readonly double[] ScanUsd = new double[portfolios];
    public readonly double[] ScanErrorUsd = new double[portfolios];

    /// <summary>The first held instrument that has no price, or <see cref="NotBlocked"/>: such a portfolio keeps its state and has no figure.</summary>
    public readonly int[] BlockedBy = new int[portfolios];

    /// <summary>Portfolios whose state the screen cannot vouch for; the first <see cref="SuspectCount"/> entries, in no order.</summary>
    public readonly int[] Suspects = new int[portfolios];

    public int SuspectCount;

    public void AddSuspect(int portfolio) => Suspects[Interlocked.Increment(ref SuspectCount) - 1] = portfolio;
}
