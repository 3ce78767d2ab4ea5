namespace RiskCluster.Core.Markets;

/// <summary>Somebody who may speak of an underlying, and what was last heard.</summary>
/// <param name="Name">The source.</param>
/// <param name="KeyId">The public key that must have verified its observations.</param>
/// <param name="Weight">In medians; above 0, at most 100.</param>
/// <param name="LastSequence">Highest accepted; 0 before the first.</param>
/// <param name="Strikes">Deviations in a row.</param>
/// <param name="IsSuspended">True after too many of them, until somebody reinstates it.</param>
/// <param name="Quote">Its newest observation; null before the first and after the clock stepped back.</param>
/// <param name="UnchangedSinceMs">When its index price last changed.</param>
public sealed record MarketSource(
    string Name,
    string KeyId,
    decimal Weight,
    long LastSequence = 0,
    int Strikes = 0,
    bool IsSuspended = false,
    SourceQuote? Quote = null,
    long UnchangedSinceMs = 0);
