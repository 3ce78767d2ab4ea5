namespace RiskCluster.Core.Unwinds;

/// <summary>What is left of an owner on one venue once everything is closed.</summary>
/// <param name="Venue">Which.</param>
/// <param name="EquityUsd">Negative when the owner owes there.</param>
public sealed record VenueEquity(string Venue, decimal EquityUsd);
