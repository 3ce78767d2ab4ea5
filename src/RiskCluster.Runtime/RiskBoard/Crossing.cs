using RiskCluster.Core.Margins;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>An owner whose state is no longer the one last told.</summary>
/// <param name="Owner">Who.</param>
/// <param name="State">The state now.</param>
/// <param name="Status">Of the markets of what the owner holds, the worst. Liquidating and bankrupt never come with stale or halted, unless the owner was there before.</param>
/// <param name="Figure">The figure that says so, in double.</param>
/// <param name="Inputs">What it was computed from.</param>
/// <param name="Evidence">How well founded the prices of what the owner holds are, the worst; null when that is not known of one.</param>
public sealed record Crossing(string Owner, MarginState State, FigureStatus Status, MarginFigure Figure, FigureInputs Inputs, MarketEvidence? Evidence = null);
