using Microsoft.AspNetCore.Http;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Access.Signing;

/// <summary>The nonce of a signed request to a route that mostly asks: in memory so far. Asked twice, the answer changes nothing; before anything is changed the nonce goes to the disk.</summary>
internal sealed class HeldNonce(SpentNonces nonces, SignatureHeader header)
{
    /// <summary>Keeps the request's nonce; done when it is durable. A request without one, which nobody signed, passes.</summary>
    /// <exception cref="RefusedException">It was used before.</exception>
    public static async ValueTask Keep(HttpContext http, CancellationToken cancellation)
    {
        if (http.Features.Get<HeldNonce>() is { } held && !await held.Keep(cancellation)) throw SignatureAuthenticator.Reused();
    }

    private ValueTask<bool> Keep(CancellationToken cancellation) => nonces.Keep(header.Used(), cancellation);
}
