namespace RiskCluster.Core.SystemRisk;

/// <summary>How few hold how much of one underlying over all venues.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="GrossUsd">Sum of the owners' net positions without their signs; USD, at least 0.</param>
/// <param name="LargestOwner">Who holds most; null where nobody holds anything.</param>
/// <param name="LargestShare">Its share of the gross; within [0, 1].</param>
/// <param name="Herfindahl">Sum of the squared shares of all owners; within [0, 1], 1 is one owner.</param>
public sealed record ConcentrationLine(string Underlying, decimal GrossUsd, string? LargestOwner, decimal LargestShare, decimal Herfindahl);
