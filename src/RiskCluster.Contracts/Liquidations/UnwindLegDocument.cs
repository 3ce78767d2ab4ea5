namespace RiskCluster.Contracts.Liquidations;

/// <summary>A leg of an unwind.</summary>
/// <param name="LegId">Its number.</param>
/// <param name="Step">Of which step, from 0.</param>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Instrument">What.</param>
/// <param name="Quantity">Units, negative to sell.</param>
/// <param name="FilledQuantity">Of the same sign.</param>
/// <param name="Status">issued, settled, expired, withdrawn.</param>
public sealed record UnwindLegDocument(long LegId, int Step, string Account, string Instrument, decimal Quantity, decimal FilledQuantity, string Status);
