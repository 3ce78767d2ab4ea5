using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What a portfolio held at one moment, and the list of instruments that numbers its slots. Immutable.</summary>
/// <param name="Lots">Its lots.</param>
/// <param name="Instruments">The list.</param>
internal readonly record struct BoardHolding(PortfolioLots Lots, ImmutableArray<Instrument> Instruments);
