namespace RiskCluster.Host.Figures;

/// <summary>A part of the portfolio board, as another process asks for it.</summary>
/// <param name="AfterOwner">Rows after this rank; null from the first.</param>
/// <param name="AfterExcessUsd">The rank's maintenance excess.</param>
/// <param name="Owner">This owner's row alone; null for a part.</param>
/// <param name="Limit">How many rows.</param>
internal sealed record BoardQuestion(string? AfterOwner, double AfterExcessUsd, string? Owner, int Limit);
