using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Remote.Connecting;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster login</c>: keeps a server and credentials as a profile.</summary>
internal static class LoginCommand
{
    private static readonly Argument<string> Name = new("profile") { Description = "The profile's name." };
    private static readonly Option<string[]> Server = new("--server") { Description = "The server's address, or those of several replicas; else RISKCLUSTER_SERVER.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Key = new("--key") { Description = "Id of a key." };
    private static readonly Option<string?> Secret = new("--secret") { Description = "Its secret; else RISKCLUSTER_SECRET, which other users of the machine do not see." };
    private static readonly Option<string?> Token = new("--token") { Description = "A person's token; else RISKCLUSTER_TOKEN." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("login", "Keeps a server and credentials as a profile, for --as.") { Name, Server, Key, Secret, Token };
        command.SetAction(parsed =>
        {
            var (key, secret) = (parsed.GetValue(Key), parsed.GetValue(Secret) ?? Environment.GetEnvironmentVariable("RISKCLUSTER_SECRET"));
            var token = parsed.GetValue(Token) ?? (key is null ? Environment.GetEnvironmentVariable("RISKCLUSTER_TOKEN") : null);
            if (key is null == string.IsNullOrEmpty(token)) throw new InputException("--key", "", "is needed, or --token, and only one of them");
            if (key is not null && string.IsNullOrEmpty(secret)) throw new InputException("--secret", "", $"the secret of the key {key} is missing");
            var servers = Servers(parsed);
            foreach (var text in servers)
                if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw new InputException("--server", "", $"'{text}' is no http or https address");
            ProfileFile.Save(parsed.GetValue(Name)!, new(servers, key, key is null ? null : secret, token));
            parsed.InvocationConfiguration.Output.WriteLine($"Kept as the profile {parsed.GetValue(Name)} in {ProfileFile.Path}");
            return 0;
        });
        return command;
    }

    private static string[] Servers(ParseResult parsed)
    {
        if (parsed.GetValue(Server) is { Length: > 0 } said) return said;
        return (Environment.GetEnvironmentVariable("RISKCLUSTER_SERVER") ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } variable
            ? variable
            : throw new InputException("--server", "", "is needed, or RISKCLUSTER_SERVER");
    }
}
