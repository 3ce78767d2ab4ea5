using RiskCluster.Client;
using RiskCluster.Client.Access;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Operations.Tests.Live;

/// <summary><c>riskcluster serve</c> as a process of its own.</summary>
internal sealed class Server : IDisposable
{
    private static readonly ClientOptions Patient = new() { Retries = 20, LongestDelay = TimeSpan.FromMilliseconds(500), AttemptTimeout = TimeSpan.FromSeconds(30), CallTimeout = TimeSpan.FromMinutes(2) };
    private readonly Program program;

    public Server(string folder, params string[] more)
    {
        Folder = folder;
        Address = new($"http://127.0.0.1:{Program.FreePort()}");
        program = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "riskcluster.dll"), "serve", "--urls", Address.ToString().TrimEnd('/'), "--data", folder, .. more],
            new Dictionary<string, string> { ["RiskCluster__JsonLogs"] = "true", ["RiskCluster__AddressCallsPerSecond"] = "1000" });
    }

    public Uri Address { get; }

    public string Folder { get; }

    /// <summary>What it has told and logged.</summary>
    public IReadOnlyCollection<string> Lines => program.Lines;

    /// <summary>Calls with a key of a machine.</summary>
    public RiskClusterClient As(string keyId, string secret) => new([Address], Credentials.Key(keyId, secret), Patient);

    /// <summary>Calls with a token of a person.</summary>
    public (RiskClusterClient Client, string Token) As(string subject, params Scope[] scopes)
    {
        var token = TokenIssuer.Issue(TokenKeys.Own(Folder), new ServeOptions().Audience, new(subject, [.. scopes]), DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        return (new([Address], Credentials.Token(token), Patient), token);
    }

    /// <summary>Ends when it is ready.</summary>
    public async Task Ready(CancellationToken cancellation)
    {
        using var anybody = new RiskClusterClient([Address], Credentials.None, Patient);
        while (!await anybody.IsReady(cancellation)) await Task.Delay(50, cancellation);
    }

    /// <summary>What it answers to whoever asks whether it is ready.</summary>
    public async Task<string> Health(HttpClient http, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri(Address, "/health/ready"), cancellation);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    public void Kill() => program.Kill();

    public void Dispose() => program.Dispose();
}
