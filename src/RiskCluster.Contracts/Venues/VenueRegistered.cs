namespace RiskCluster.Contracts.Venues;

/// <summary>What a new venue gets.</summary>
/// <param name="Venue">As it stands.</param>
/// <param name="Key">Its first key; left out when it was registered before.</param>
/// <param name="Duplicate">True when it was registered before, as the same.</param>
public sealed record VenueRegistered(VenueDocument Venue, IssuedKey? Key, bool Duplicate);
