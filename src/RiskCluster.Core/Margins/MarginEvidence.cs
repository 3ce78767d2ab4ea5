namespace RiskCluster.Core.Margins;

/// <summary>The margin that a decision rests on. Requirements are rounded up, equities down, to 1e-6 USD.</summary>
/// <param name="Portfolio">Account (<c>venue/account</c>) or owner.</param>
/// <param name="Status">How far it may be trusted.</param>
/// <param name="PreInitialMarginUsd">Initial margin before the change, at least 0.</param>
/// <param name="PostInitialMarginUsd">Initial margin after it, at least 0.</param>
/// <param name="PostMaintenanceMarginUsd">Maintenance margin after it, at least 0.</param>
/// <param name="PreEquityUsd">Equity before.</param>
/// <param name="PostEquityUsd">Equity after.</param>
/// <param name="ReservedUsd">Initial margin that open reservations of the same owner have taken already.</param>
/// <param name="Inputs">What it was computed from.</param>
public sealed record MarginEvidence(
    string Portfolio,
    FigureStatus Status,
    decimal PreInitialMarginUsd,
    decimal PostInitialMarginUsd,
    decimal PostMaintenanceMarginUsd,
    decimal PreEquityUsd,
    decimal PostEquityUsd,
    decimal ReservedUsd,
    FigureInputs Inputs)
{
    /// <summary>What is left over initial margin and reservations afterwards; negative when short.</summary>
    public decimal PostExcessUsd => PostEquityUsd - PostInitialMarginUsd - ReservedUsd;

    /// <summary>True when the change raises neither initial margin nor the shortfall (MODEL MRG-11).</summary>
    public bool ReducesRisk => PostInitialMarginUsd <= PreInitialMarginUsd && PostEquityUsd - PostInitialMarginUsd >= PreEquityUsd - PreInitialMarginUsd;

    /// <summary>True when equity covers initial margin and reservations afterwards, or the change reduces risk; false on a market that is stale or halted.</summary>
    public bool Passes => (Status is FigureStatus.Ok or FigureStatus.Degraded) && (PostExcessUsd >= 0 || ReducesRisk);
}
