using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using RiskCluster.Host.Access;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>Believes everybody to be the venue of the bench: what a call costs that nobody has to prove.</summary>
internal sealed class BelievedAuthenticator : IAuthenticator
{
    /// <summary>The header.</summary>
    public const string Header = "Believed me";

    private static readonly Proven Venue = new(new("bench", ImmutableHashSet.Create(Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead), Venue: GatewayServer.Venue));

    /// <inheritdoc/>
    public string Scheme => "Believed";

    /// <inheritdoc/>
    public ValueTask<ICredentials> Identify(HttpRequest request, ReadOnlyMemory<char> parameters, CancellationToken cancellation) => new(Venue);

    private sealed record Proven(Caller Caller) : ICredentials
    {
        public string QuotaKey => Caller.Subject;

        public ValueTask<Caller> Prove(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation) => new(Caller);
    }
}
