namespace RiskCluster.Core.Unwinds;

/// <summary>Somebody who shares a loss.</summary>
/// <param name="Account"><c>venue/account</c>, on the venue of the loss.</param>
/// <param name="BasisUsd">Unrealised profit against the unwound positions when deleveraged, equity when socialised; at least 0. Nobody pays more.</param>
/// <param name="Leverage">Above 0 and at most 1,000; does not count when socialised.</param>
public sealed record LossSharer(string Account, decimal BasisUsd, decimal Leverage = 1);
