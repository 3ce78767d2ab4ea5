namespace RiskCluster.Risk.WhatIf;

/// <summary>One trade that frees initial margin (MODEL MRG-11).</summary>
/// <param name="Instrument">What to deal in.</param>
/// <param name="Quantity">Signed units.</param>
/// <param name="FreedUsd">Initial margin before less after.</param>
/// <param name="CostUsd">|quantity| times the caller's cost of a unit.</param>
public sealed record HedgeTrade(string Instrument, double Quantity, double FreedUsd, double CostUsd);
