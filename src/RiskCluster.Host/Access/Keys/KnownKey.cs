namespace RiskCluster.Host.Access.Keys;

/// <summary>A live key.</summary>
/// <param name="Parts">What follows from its name.</param>
/// <param name="SecretHash">What is stored of its secret.</param>
/// <param name="Caller">Who calls with it.</param>
internal sealed record KnownKey(KeyParts Parts, string SecretHash, Caller Caller)
{
    /// <summary>Its name.</summary>
    public KeyId Id => Parts.Id;

    /// <summary>Signs a text with the key's secret, whose hash is the stored one; false when that was made by another pepper.</summary>
    public bool TrySign(ReadOnlySpan<byte> text, Span<byte> signature)
    {
        if (Parts.SecretHash != SecretHash) return false;
        Parts.Sign(text, signature);
        return true;
    }
}
