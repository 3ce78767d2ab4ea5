using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Client;
using RiskCluster.Client.Access;

namespace RiskCluster.Cli.Remote.Connecting;

/// <summary>Which server is called and as whom: what the command line says, else the environment, else the profile.</summary>
internal static class Connection
{
    private const string DefaultServer = "http://127.0.0.1:8080";

    // People wait, and a server that has just been started takes its time.
    private static readonly ClientOptions Patience = new() { Retries = 8, LongestDelay = TimeSpan.FromSeconds(2), AttemptTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>The client of a command line.</summary>
    /// <exception cref="InputException">Something of it is wrong.</exception>
    public static RiskClusterClient Open(ParseResult parsed, ClientOptions? options = null)
    {
        var profile = ProfileOf(parsed);
        try
        {
            return new(Servers(parsed, profile), Who(parsed, profile), options ?? Patience);
        }
        catch (ArgumentException problem)
        {
            throw new InputException("--secret", "", problem.Message.Split(" (Parameter")[0]);
        }
    }

    /// <summary>The addresses of a command line.</summary>
    public static IReadOnlyList<string> Addresses(ParseResult parsed) => Addresses(parsed, ProfileOf(parsed));

    private static string[] Addresses(ParseResult parsed, Profile? profile)
    {
        if (parsed.GetValue(RemoteOptions.Server) is { Length: > 0 } said) return said;
        if (Variable("SERVER") is { } variable) return variable.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return profile is { Server.Count: > 0 } ? [.. profile.Server] : [DefaultServer];
    }

    private static Profile? ProfileOf(ParseResult parsed) => ProfileFile.Read().Find(parsed.GetValue(RemoteOptions.As) ?? Variable("PROFILE"));

    private static List<Uri> Servers(ParseResult parsed, Profile? profile) =>
        [.. Addresses(parsed, profile).Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw new InputException("--server", "", $"'{text}' is no http or https address"))];

    private static Credentials Who(ParseResult parsed, Profile? profile)
    {
        if (parsed.GetValue(RemoteOptions.Token) is { } token) return Credentials.Token(token);
        if (parsed.GetValue(RemoteOptions.Key) is { } key) return Signed(key, parsed.GetValue(RemoteOptions.Secret) ?? Variable("SECRET"));
        // A profile that is named says more than what happens to be in the environment.
        if (parsed.GetValue(RemoteOptions.As) is not null && profile is not null) return Of(profile);
        if (Variable("TOKEN") is { } persons) return Credentials.Token(persons);
        if (Variable("KEY") is { } machines) return Signed(machines, parsed.GetValue(RemoteOptions.Secret) ?? Variable("SECRET"));
        return profile is null ? Credentials.None : Of(profile);
    }

    private static Credentials Of(Profile profile) =>
        profile.Token is { } token ? Credentials.Token(token) : profile.Key is { } key ? Signed(key, profile.Secret) : Credentials.None;

    private static Credentials Signed(string key, string? secret) => Credentials.Key(key, secret ?? throw new InputException("--secret", "", $"the secret of the key {key} is missing"));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable($"RISKCLUSTER_{name}") is { Length: > 0 } value ? value : null;
}
