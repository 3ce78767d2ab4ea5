namespace RiskCluster.Contracts.Venues;

/// <summary>How a venue makes its market.</summary>
public enum VenueMarketKind
{
    /// <summary>An order book that one operator runs off chain.</summary>
    CentralBook,

    /// <summary>An order book on a chain.</summary>
    ChainBook,

    /// <summary>A pool that is the counterparty of every trade.</summary>
    Pool,

    /// <summary>A vault that writes or buys options.</summary>
    Vault,
}
