using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>The order in which an owner's book is closed as far as it has to be (MODEL SYS-2).</summary>
/// <param name="Owner">Whose.</param>
/// <param name="BufferShare">b.</param>
/// <param name="Status">How it ends.</param>
/// <param name="Before">The owner's figure before the first step.</param>
/// <param name="Steps">In order.</param>
/// <param name="BestPossibleUsd">
/// No way of closing parts of this book to the buffer margin costs less (<see cref="UnwindCostBound"/>); where no part is enough, the cost of closing all of it in
/// an unlimited number of small orders.
/// </param>
/// <param name="Accounts">The accounts afterwards: what is left of their positions, proceeds and costs in the cash of whoever traded.</param>
public sealed record UnwindPlan(
    string Owner,
    double BufferShare,
    UnwindPlanStatus Status,
    MarginFigure Before,
    ImmutableArray<UnwindStep> Steps,
    double BestPossibleUsd,
    ImmutableArray<AccountPortfolio> Accounts)
{
    /// <summary>The owner's figure after the last step.</summary>
    public MarginFigure After => Steps.IsEmpty ? Before : Steps[^1].After;

    /// <summary>What all steps cost.</summary>
    public TradingCost Cost => Steps.Aggregate(default(TradingCost), (sum, step) => sum + step.Cost);

    /// <summary>What is missing after the last step: equity below 0, USD, >= 0.</summary>
    public double ShortfallUsd => Math.Max(0, -After.EquityUsd);

    /// <summary>Buffer margin minus equity, USD: positive when short of it. B = equity - (1 + b) MM of the auction's algebra, turned around.</summary>
    public double GapUsd(MarginFigure figure) => (1 + BufferShare) * figure.MaintenanceMarginUsd - figure.EquityUsd;
}
