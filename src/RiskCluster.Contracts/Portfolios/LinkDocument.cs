namespace RiskCluster.Contracts.Portfolios;

/// <summary>A link of an owner.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Status"><c>requested</c>, <c>linked</c> or <c>releasing</c>.</param>
/// <param name="Duplicate">True when the request had come before.</param>
public sealed record LinkDocument(string Account, string Status, bool Duplicate = false);
