using RiskCluster.Core.Margins;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Portfolios;

/// <summary>A portfolio's margin as a cycle found it. Requirements are rounded up, equity down, to 1e-6 USD.</summary>
/// <param name="EquityUsd">Equity.</param>
/// <param name="InitialMarginUsd">Initial margin, at least 0.</param>
/// <param name="MaintenanceMarginUsd">Maintenance margin, from 0 to the initial margin.</param>
/// <param name="Status">How far it may be trusted.</param>
/// <param name="Inputs">What it was computed from.</param>
public sealed record PortfolioFigures(decimal EquityUsd, decimal InitialMarginUsd, decimal MaintenanceMarginUsd, FigureStatus Status, FigureInputs Inputs)
{
    /// <summary>The state that these figures mean (MODEL MRG-7): the rule of <see cref="MarginStates"/>, on decimals.</summary>
    public MarginState State() =>
        EquityUsd < 0 ? MarginState.Bankrupt
        : EquityUsd < MaintenanceMarginUsd ? MarginState.Liquidating
        : EquityUsd < InitialMarginUsd ? MarginState.Restricted
        : MarginState.Healthy;
}
