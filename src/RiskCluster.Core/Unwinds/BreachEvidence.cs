using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;

namespace RiskCluster.Core.Unwinds;

/// <summary>Why an owner is to be unwound.</summary>
/// <param name="Figures">The figures of the breach, with their inputs.</param>
/// <param name="Confirmations">Reports in a row that found it.</param>
/// <param name="Market">How well founded the prices are; null when that is not known.</param>
public sealed record BreachEvidence(PortfolioFigures Figures, int Confirmations, MarketEvidence? Market = null);
