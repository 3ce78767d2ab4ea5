using System.Text.Json.Serialization;

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
/// <param name="PublicKey">P-256, SubjectPublicKeyInfo in base64: what it says counts only with a signature of it. Null when whoever lets messages in vouches for it.</param>
public sealed record MarketSource(
    string Name,
    string KeyId,
    decimal Weight,
    long LastSequence = 0,
    int Strikes = 0,
    bool IsSuspended = false,
    SourceQuote? Quote = null,
    long UnchangedSinceMs = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PublicKey = null);
