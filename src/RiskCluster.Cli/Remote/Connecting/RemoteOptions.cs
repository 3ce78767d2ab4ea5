using System.CommandLine;

namespace RiskCluster.Cli.Remote.Connecting;

/// <summary>What every command takes that calls a server.</summary>
internal static class RemoteOptions
{
    public static readonly Option<string[]> Server = new("--server") { Description = "Address of the server, or of several replicas; else RISKCLUSTER_SERVER, else the profile's, else http://127.0.0.1:8080.", AllowMultipleArgumentsPerToken = true };
    public static readonly Option<string?> Key = new("--key") { Description = "Id of a key to sign with; else RISKCLUSTER_KEY." };
    public static readonly Option<string?> Secret = new("--secret") { Description = "The key's secret; else RISKCLUSTER_SECRET, which other users of the machine do not see." };
    public static readonly Option<string?> Token = new("--token") { Description = "A person's token; else RISKCLUSTER_TOKEN." };
    public static readonly Option<string?> As = new("--as") { Description = "The profile to call as; else RISKCLUSTER_PROFILE, else the one that was saved first.", HelpName = "PROFILE" };
    public static readonly Option<bool> Json = new("--json") { Description = "JSON instead of tables." };

    /// <summary>Saves credentials that are issued; their secret is then not shown.</summary>
    public static readonly Option<string?> Save = new("--save") { Description = "Keeps the key that is issued as a profile instead of showing its secret.", HelpName = "PROFILE" };

    /// <summary>Those of every call.</summary>
    public static IReadOnlyList<Option> All { get; } = [Server, Key, Secret, Token, As, Json];
}
