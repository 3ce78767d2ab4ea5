namespace RiskCluster.Client.Access;

/// <summary>A person with a token.</summary>
internal sealed class TokenCredentials : Credentials
{
    private readonly string header;

    public TokenCredentials(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        header = $"Bearer {token.Trim()}";
    }

    internal override bool NeedsAudience => false;

    internal override string? Authorization(in SignedRequest request, string audience, long nowMs) => header;
}
