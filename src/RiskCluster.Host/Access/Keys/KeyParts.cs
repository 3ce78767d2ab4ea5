using System.Security.Cryptography;

namespace RiskCluster.Host.Access.Keys;

/// <summary>What follows from the id of a key and the pepper alone: whether the key still is one, its keeper says each time.</summary>
/// <param name="id">Its id.</param>
/// <param name="secret">What its holder signs with.</param>
/// <param name="secretHash">What is stored of that.</param>
/// <param name="caller">Who calls with it.</param>
internal sealed class KeyParts(KeyId id, byte[] secret, string secretHash, Caller caller)
{
    // A keyed hash costs about as much to make as to use. The next signature takes it again; who comes meanwhile makes one of his own.
    private IncrementalHash? idle;
    private KnownKey? live;

    /// <summary>Its id.</summary>
    public KeyId Id => id;

    /// <summary>What is stored of its secret.</summary>
    public string SecretHash => secretHash;

    /// <summary>The key, while its keeper has it with a hash.</summary>
    public KnownKey Live(string hash) => live is { } known && known.SecretHash == hash ? known : live = new(this, hash, caller);

    /// <summary>Signs a text.</summary>
    public void Sign(ReadOnlySpan<byte> text, Span<byte> signature)
    {
        var hash = Interlocked.Exchange(ref idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(text);
        hash.GetHashAndReset(signature);
        Interlocked.Exchange(ref idle, hash)?.Dispose();
    }
}
