namespace RiskCluster.Contracts.Venues;

/// <summary>Makes a venue known: <c>POST /v1/venues</c>.</summary>
/// <param name="Venue">Its key: lower-case letters, digits and hyphens.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">How it makes its market.</param>
/// <param name="Chain">The chain that its collateral is on.</param>
/// <param name="MarginCurrency">What it counts margin in.</param>
public sealed record VenueRegistration(string Venue, string Name, VenueMarketKind Kind, string Chain, string MarginCurrency);
