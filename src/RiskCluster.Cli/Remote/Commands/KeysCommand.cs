using System.CommandLine;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts.Admin;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster keys</c>: keys of all but venues.</summary>
internal static class KeysCommand
{
    private static readonly Argument<KeyHolder> Kind = new("kind") { Description = "source, keeper, owner, desk or admin.", CustomParser = RemoteWords.Enumeration<KeyHolder> };
    private static readonly Argument<string> Name = new("name") { Description = "The holder's name." };
    private static readonly Option<string[]> Scopes = new("--scope") { Description = "Fewer than its kind may have.", AllowMultipleArgumentsPerToken = true };
    private static readonly Argument<string> KeyId = new("key-id") { Description = "The key's id." };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("keys", "Keys of sources, keepers, owners, the risk desk and operators.")
    {
        RemoteCall.Command("create", "Issues a key; its secret is shown once.", Issue, Kind, Name, Scopes, RemoteOptions.Save),
        RemoteCall.Command("list", "All keys, without their secrets.", async call => call.Show("Keys", await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Admin.Keys(cursor, cancellation: call.Cancellation))), RemoteArguments.Limit),
        CreateRevoke("revoke"),
    };

    /// <summary>Takes a key back, under whichever name.</summary>
    public static Command CreateRevoke(string name) => RemoteCall.Command(name, "Takes a key back, for ever.", async call => call.Show("Key taken back", await call.Api.Admin.RevokeKey(call.Value(KeyId), cancellation: call.Cancellation)), KeyId);

    private static async Task Issue(RemoteCall call)
    {
        var scopes = call.Value(Scopes) is { Length: > 0 } said ? said : null;
        call.Keep(await call.Api.Admin.IssueKey(new(call.Value(Kind), call.Value(Name), scopes), call.Cancellation));
    }
}
