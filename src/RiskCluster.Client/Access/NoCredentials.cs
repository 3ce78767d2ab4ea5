namespace RiskCluster.Client.Access;

/// <summary>Nobody in particular.</summary>
internal sealed class NoCredentials : Credentials
{
    internal override bool NeedsAudience => false;

    internal override string? Authorization(in SignedRequest request, string audience, long nowMs) => null;
}
