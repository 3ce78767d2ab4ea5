using Microsoft.AspNetCore.Http;

namespace RiskCluster.Host.Access;

/// <summary>A claim of who calls, and its proof.</summary>
public interface ICredentials
{
    /// <summary>Whose quota the call takes from.</summary>
    string QuotaKey { get; }

    /// <summary>Proves the claim with the whole request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body, whole.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="Answers.RefusedException">The proof fails, or the request was made before.</exception>
    ValueTask<Caller> Prove(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation);
}
