namespace RiskCluster.Host.Access.Keys;

/// <summary>A live key.</summary>
/// <param name="Id">Its name.</param>
/// <param name="SecretHash">What is stored of its secret.</param>
/// <param name="Caller">Who calls with it.</param>
internal sealed record KnownKey(KeyId Id, string SecretHash, Caller Caller);
