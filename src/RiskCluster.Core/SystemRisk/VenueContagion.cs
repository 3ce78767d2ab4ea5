namespace RiskCluster.Core.SystemRisk;

/// <summary>What a run found of one venue.</summary>
/// <param name="Venue">Which.</param>
/// <param name="LossUsd">What of its fund and cash it lost; at least 0.</param>
/// <param name="UnpaidUsd">What its owners go without; at least 0.</param>
/// <param name="DefaultRound">The round in which it defaulted; null when it did not.</param>
public sealed record VenueContagion(string Venue, decimal LossUsd, decimal UnpaidUsd, int? DefaultRound = null);
