using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Unwinding;

namespace RiskCluster.Cli.Liquidation;

/// <summary>One unwind of the replay.</summary>
/// <param name="AsOf">When.</param>
/// <param name="IsFirst">Whether it is its owner's first: then both ways start from the same book in the same market.</param>
/// <param name="Plan">What was done.</param>
internal sealed record ReplayUnwind(UnixTime AsOf, bool IsFirst, UnwindPlan Plan);
