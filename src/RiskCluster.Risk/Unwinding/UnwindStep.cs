using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>What is traded together, because parts of it alone would raise risk, and where it leaves the owner (MODEL SYS-2).</summary>
/// <param name="Orders">One or more, by wave, account and instrument.</param>
/// <param name="Cost">Of all orders.</param>
/// <param name="After">The owner's figure after it, cost paid.</param>
public sealed record UnwindStep(ImmutableArray<UnwindOrder> Orders, TradingCost Cost, MarginFigure After);
