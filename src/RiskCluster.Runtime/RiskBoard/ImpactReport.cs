using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What another model would do to the live book.</summary>
/// <param name="Inputs">The market and the present model; the position sequence is 0.</param>
/// <param name="OtherModelVersion">The other model.</param>
/// <param name="Owners">Owners margined by both.</param>
/// <param name="Unmargined">Owners whom one of the two cannot margin: they are in none of the other figures.</param>
/// <param name="Before">Owners by their state by the present model; every state has an entry.</param>
/// <param name="After">By the other.</param>
/// <param name="InitialBeforeUsd">Sum of initial margins by the present model.</param>
/// <param name="InitialAfterUsd">By the other.</param>
/// <param name="Worst">The owners whose initial margin rises most, the most first; equals by ordinal name.</param>
public sealed record ImpactReport(
    FigureInputs Inputs,
    string OtherModelVersion,
    int Owners,
    int Unmargined,
    ImmutableSortedDictionary<MarginState, int> Before,
    ImmutableSortedDictionary<MarginState, int> After,
    decimal InitialBeforeUsd,
    decimal InitialAfterUsd,
    ImmutableArray<OwnerImpact> Worst);
