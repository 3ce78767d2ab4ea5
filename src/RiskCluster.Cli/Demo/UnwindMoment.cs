using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Cli.Demo;

/// <summary>A fill of an unwind, or the figures after a step.</summary>
/// <param name="AtMs">When, unix milliseconds.</param>
/// <param name="Step">Number of the step, over all plans.</param>
/// <param name="LegId">The leg's number; 0 for figures.</param>
/// <param name="Leg">What was traded; null for figures.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Price">At what price, as the venue quotes it.</param>
/// <param name="Figures">Where the owner stands; null for a fill.</param>
internal sealed record UnwindMoment(long AtMs, int Step, long LegId, PlanLeg? Leg, decimal Quantity, decimal Price, PortfolioFigures? Figures);
