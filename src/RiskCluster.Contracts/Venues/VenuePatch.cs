namespace RiskCluster.Contracts.Venues;

/// <summary>Halts a venue or lets it go on: <c>PATCH /v1/venues/{v}</c>.</summary>
/// <param name="Status">What it shall be.</param>
/// <param name="Reason">For people, 1 to 500 characters.</param>
public sealed record VenuePatch(VenueStatus Status, string Reason);
