namespace RiskCluster.Risk.Allocation;

/// <summary>One lot of one account and its Euler share of the owner's requirement (MODEL MRG-8).</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="Quantity">Signed units in this account.</param>
/// <param name="EulerUsd">Its share of the owner's initial margin; negative for a hedge.</param>
public sealed record LegShare(string Instrument, double Quantity, double EulerUsd);
