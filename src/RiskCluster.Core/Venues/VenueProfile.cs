namespace RiskCluster.Core.Venues;

/// <summary>What a venue says of itself when it registers.</summary>
/// <param name="Kind">How it makes its market.</param>
/// <param name="Chain">The chain that its collateral is on.</param>
/// <param name="MarginCurrency">What it counts margin in, such as <c>USDC</c>.</param>
/// <param name="Name">For people; 1 to 120 characters.</param>
public sealed record VenueProfile(VenueKind Kind, string Chain, string MarginCurrency, string Name);
