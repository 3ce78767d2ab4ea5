namespace RiskCluster.Risk.Margin;

/// <summary>The one rule by which equity and requirements become a state (MODEL MRG-7).</summary>
public static class MarginStates
{
    /// <summary>Bankrupt below zero, liquidating below maintenance, restricted below initial margin, else healthy. A portfolio exactly on a line is on its good side.</summary>
    public static MarginState Of(double equityUsd, double initialMarginUsd, double maintenanceMarginUsd) =>
        equityUsd < 0 ? MarginState.Bankrupt
        : equityUsd < maintenanceMarginUsd ? MarginState.Liquidating
        : equityUsd < initialMarginUsd ? MarginState.Restricted
        : MarginState.Healthy;

    /// <summary>Distance of equity from the nearest line at which the state changes, USD; >= 0.</summary>
    public static double DistanceToLine(double equityUsd, double initialMarginUsd, double maintenanceMarginUsd) =>
        Math.Min(Math.Abs(equityUsd), Math.Min(Math.Abs(equityUsd - initialMarginUsd), Math.Abs(equityUsd - maintenanceMarginUsd)));
}
