using RiskCluster.Core.Margins;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>The exact margin of an account or owner.</summary>
/// <param name="Portfolio">Account (<c>venue/account</c>) or owner.</param>
/// <param name="Status">Of the markets of what it holds, the worst.</param>
/// <param name="Figure">The figure, in double; null when it holds what cannot be priced, or is beyond 1e18 USD.</param>
/// <param name="Problem">What cannot be priced and why; null when there is a figure.</param>
/// <param name="Inputs">What it was computed from.</param>
/// <param name="Evidence">How well founded the prices of what it holds are, the worst; null when that is not known of one.</param>
public sealed record PortfolioFigure(string Portfolio, FigureStatus Status, MarginFigure? Figure, string? Problem, FigureInputs Inputs, MarketEvidence? Evidence = null);
