namespace RiskCluster.Contracts.Venues;

/// <summary>A venue as it stands.</summary>
/// <param name="Venue">Its key.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">How it makes its market.</param>
/// <param name="Chain">The chain that its collateral is on.</param>
/// <param name="MarginCurrency">What it counts margin in.</param>
/// <param name="Status">Whether it goes on.</param>
/// <param name="HaltReason">Why it stands still; left out while it does not.</param>
/// <param name="Instruments">How many it lists.</param>
/// <param name="Keys">Ids of its live keys.</param>
/// <param name="InsuranceFund">USD.</param>
/// <param name="LastHeartbeat">Unix milliseconds; left out before the first.</param>
public sealed record VenueDocument(
    string Venue,
    string Name,
    VenueMarketKind Kind,
    string Chain,
    string MarginCurrency,
    VenueStatus Status,
    string? HaltReason,
    int Instruments,
    IReadOnlyList<string> Keys,
    decimal InsuranceFund,
    long? LastHeartbeat);
