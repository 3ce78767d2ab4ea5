using System.Collections.Immutable;
using RiskCluster.Core.Margins;

namespace RiskCluster.Runtime.Facts;

/// <summary>Margins for a decision, and what is held until it is known.</summary>
/// <param name="Margins">One for each portfolio that must pass; empty when none could be computed.</param>
/// <param name="Hold">Gives back the margin that is held tentatively while the turn lasts; null when nothing is held.</param>
public readonly record struct MarginFacts(ImmutableArray<MarginEvidence> Margins, IDisposable? Hold = null);
