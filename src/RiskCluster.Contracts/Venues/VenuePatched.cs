namespace RiskCluster.Contracts.Venues;

/// <summary>A venue after its halt or resumption.</summary>
/// <param name="Venue">As it stands.</param>
/// <param name="Duplicate">True when it was so before.</param>
public sealed record VenuePatched(VenueDocument Venue, bool Duplicate);
