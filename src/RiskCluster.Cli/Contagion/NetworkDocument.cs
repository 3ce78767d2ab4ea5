namespace RiskCluster.Cli.Contagion;

/// <summary>The shape of a network file; FORMATS.md tells what each member means.</summary>
internal sealed record NetworkDocument(
    string Format,
    IReadOnlyList<NodeEntry>? Nodes = null,
    IReadOnlyList<LiabilityEntry>? Liabilities = null,
    BookEntry? Book = null,
    IReadOnlyList<PoolEntry>? Pools = null,
    IReadOnlyList<HoldingEntry>? Holdings = null,
    ShockEntry? Shock = null,
    DefaultCostsEntry? DefaultCosts = null);

/// <summary>One node.</summary>
internal sealed record NodeEntry(string Name, string Kind, double ExternalAssetsUsd, double ExternalLiabilitiesUsd = 0, double RequirementUsd = 0);

/// <summary>What one node owes another.</summary>
internal sealed record LiabilityEntry(string Debtor, string Creditor, double AmountUsd);

/// <summary>Venues and accounts in place of nodes and liabilities.</summary>
internal sealed record BookEntry(IReadOnlyList<VenueEntry> Venues, IReadOnlyList<BookAccountEntry> Accounts);

/// <summary>One venue of a book.</summary>
internal sealed record VenueEntry(string Venue, double InsuranceFundUsd);

/// <summary>One account of a book.</summary>
internal sealed record BookAccountEntry(string Owner, string Venue, double EquityUsd, double RequirementUsd = 0, IReadOnlyDictionary<string, double>? CollateralUsd = null);

/// <summary>One shared pool.</summary>
internal sealed record PoolEntry(string Name, double DepthUsd, string Impact = "exponential", double LeastPrice = 0);

/// <summary>What a node holds of a pool.</summary>
internal sealed record HoldingEntry(string Node, string Pool, double ValueUsd);

/// <summary>What strikes first.</summary>
internal sealed record ShockEntry(string Name = "shock", IReadOnlyDictionary<string, double>? ExternalLossesUsd = null, IReadOnlyDictionary<string, double>? PriceFalls = null);

/// <summary>What a default leaves.</summary>
internal sealed record DefaultCostsEntry(double Alpha = 1, double Beta = 1);
