using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>One holding of a <see cref="CollateralPlan"/>.</summary>
/// <param name="Quantity">Units; negative is a debt.</param>
/// <param name="Haircut">Everything that no tick moves; a fraction >= 0.</param>
/// <param name="Routes">Where it is to where it is needed: cheapest and slowest first.</param>
internal readonly record struct PlannedHolding(double Quantity, double Haircut, ImmutableArray<BridgeRoute> Routes)
{
    /// <summary>Of the cheapest route in time; 1 when there is none.</summary>
    public double BridgeHaircut(double horizonHours)
    {
        foreach (var route in Routes)
            if (route.LatencyHours <= horizonHours)
                return route.Haircut;
        return 1;
    }
}
