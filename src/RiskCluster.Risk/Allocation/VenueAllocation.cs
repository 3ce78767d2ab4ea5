using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Allocation;

/// <summary>What one venue has to hold of an owner's requirement (MODEL MRG-8).</summary>
/// <param name="Venue">Where.</param>
/// <param name="EulerUsd">The sum of its accounts' Euler shares; negative when the venue hedges the others.</param>
/// <param name="Standalone">The figure of this venue's accounts alone.</param>
/// <param name="FloorUsd">The least that the venue must hold: the model's share of <see cref="StandaloneUsd"/>, scaled to fit when all floors exceed the requirement.</param>
/// <param name="AllocatedUsd">What it is to hold: at least the floor. The venues of an owner add up to its initial margin.</param>
/// <param name="Units">Universal Risk Units of the venue's lots alone.</param>
/// <param name="Accounts">By key.</param>
public sealed record VenueAllocation(
    string Venue,
    double EulerUsd,
    MarginFigure Standalone,
    double FloorUsd,
    double AllocatedUsd,
    UniversalRiskUnits Units,
    ImmutableArray<AccountShare> Accounts)
{
    /// <summary>Initial margin of this venue's lots alone.</summary>
    public double StandaloneUsd => Standalone.InitialMarginUsd;

    /// <summary>What the floors of all venues add to this one (positive) or take from it (negative).</summary>
    public double FloorAdjustmentUsd => AllocatedUsd - EulerUsd;
}
