namespace RiskCluster.Client.Access;

/// <summary>Who calls: a machine with a key, a person with a token, or nobody in particular. Holds secrets and shows none.</summary>
public abstract class Credentials
{
    private protected Credentials()
    {
    }

    /// <summary>Nobody in particular: the public calculator, health and version answer.</summary>
    public static Credentials None { get; } = new NoCredentials();

    /// <summary>True when what is sent depends on the server's name.</summary>
    internal abstract bool NeedsAudience { get; }

    /// <summary>A machine, which signs every request with the secret of its key.</summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="secret">Its secret as the server issued it: base64url.</param>
    /// <exception cref="ArgumentException">The id is empty, or the secret is not base64url.</exception>
    public static Credentials Key(string keyId, string secret) => new KeyCredentials(keyId, secret);

    /// <summary>A person, by a token that an identity provider or the server's operator has signed.</summary>
    /// <param name="token">The JSON Web Token.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static Credentials Token(string token) => new TokenCredentials(token);

    /// <summary>The header <c>Authorization</c> of one request; null for none.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="audience">The server's name.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    internal abstract string? Authorization(in SignedRequest request, string audience, long nowMs);
}
