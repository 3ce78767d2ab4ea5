using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RiskCluster.Host.Access;

namespace RiskCluster.Host.Tests;

/// <summary>The scheme <c>Test</c>: its parameters are the caller itself, in JSON and base64, and are believed.</summary>
internal sealed class TestAuthenticator : IAuthenticator
{
    public string Scheme => "Test";

    /// <summary>The header of a caller.</summary>
    public static string Header(Caller caller) => $"Test {Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Said(caller.Subject, [.. caller.Scopes], caller.Venue, caller.Owner, caller.Source, caller.Keeper)))}";

    public ValueTask<ICredentials> Identify(HttpRequest request, ReadOnlyMemory<char> parameters, CancellationToken cancellation)
    {
        var said = JsonSerializer.Deserialize<Said>(Encoding.UTF8.GetString(Convert.FromBase64String(parameters.ToString())))!;
        return new(new Believed(new(said.Subject, [.. said.Scopes], said.Venue, said.Owner, said.Source, said.Keeper)));
    }

    private sealed record Said(string Subject, ImmutableArray<Scope> Scopes, string? Venue, string? Owner, string? Source, string? Keeper);

    private sealed record Believed(Caller Caller) : ICredentials
    {
        public string QuotaKey => Caller.Subject;

        public ValueTask<Caller> Prove(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation) => new(Caller);
    }
}
