namespace RiskCluster.Contracts.Venues;

/// <summary>Lists and delists instruments: <c>PUT /v1/venues/{v}/instruments</c>.</summary>
/// <param name="Add">Names to list, such as <c>BTC-25DEC26-100000-C</c>.</param>
/// <param name="Remove">Names to delist; positions in them stay and may be closed.</param>
public sealed record InstrumentListing(IReadOnlyList<string> Add, IReadOnlyList<string>? Remove = null);
