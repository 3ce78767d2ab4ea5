using System.CommandLine;
using System.Security.Cryptography;
using RiskCluster.Cli.Input;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Cli.Serve;

/// <summary><c>riskcluster token</c>: signs a person's token with a server's own key.</summary>
internal static class TokenCommand
{
    private const double MostHours = 24 * 30;
    private static readonly Option<string> Data = new("--data") { Description = "The server's data folder, where its key is.", DefaultValueFactory = _ => new ServeOptions().Data };
    private static readonly Option<string> Subject = new("--sub") { Description = "The person; of a governor, his name.", Required = true };
    private static readonly Option<string> Scopes = new("--scope") { Description = "What he may do, such as \"params:propose params:approve\".", Required = true };
    private static readonly Option<double> Hours = new("--hours") { Description = "How long the token is good.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Owner = new("--owner") { Description = "The owner whose he is." };
    private static readonly Option<string?> Venue = new("--venue") { Description = "The venue whose he is." };
    private static readonly Option<string> Audience = new("--audience") { Description = "The server's name.", DefaultValueFactory = _ => new ServeOptions().Audience };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("token", "Signs a person's token with a server's own key, for trying out and where there is no identity provider.") { Data, Subject, Scopes, Hours, Owner, Venue, Audience };
        command.SetAction(parsed =>
        {
            var claims = new TokenClaims(
                Name("--sub", parsed.GetRequiredValue(Subject))!,
                [.. parsed.GetRequiredValue(Scopes).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => ScopeNames.Parse(name) ?? throw new InputException("--scope", "", $"there is no scope '{name}'"))],
                Name("--owner", parsed.GetValue(Owner)),
                Name("--venue", parsed.GetValue(Venue)));
            var hours = parsed.GetRequiredValue(Hours);
            if (!(hours > 0 && hours <= MostHours)) throw new InputException("--hours", "", $"is above 0 and at most {MostHours}");
            parsed.InvocationConfiguration.Output.WriteLine(Sign(parsed.GetRequiredValue(Data), parsed.GetRequiredValue(Audience), claims, TimeSpan.FromHours(hours)));
            return 0;
        });
        return command;
    }

    private static string Sign(string folder, string audience, TokenClaims claims, TimeSpan lifetime)
    {
        try
        {
            return TokenIssuer.Issue(TokenKeys.Own(folder), audience, claims, DateTimeOffset.UtcNow, lifetime);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new InputException(folder, "", problem.Message.ReplaceLineEndings(" "));
        }
    }

    private static string? Name(string option, string? name) => name is null || KeyName.IsValid(name) ? name : throw new InputException(option, "", $"is not {KeyName.Rule}");
}
