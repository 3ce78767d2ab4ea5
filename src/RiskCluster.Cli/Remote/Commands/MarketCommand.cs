using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Client.Access;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.MarketData;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster market</c>: market data of a server and who tells it.</summary>
internal static class MarketCommand
{
    private static readonly Option<decimal?> Price = new("--price") { Description = "The index price in USD." };
    private static readonly Option<decimal> Confidence = new("--confidence") { Description = "How sure the source is of it, from 0 to 1.", DefaultValueFactory = _ => 1 };
    private static readonly Option<decimal?> Perpetual = new("--perpetual") { Description = "The perpetual's price; the index by default." };
    private static readonly Option<decimal> Funding = new("--funding") { Description = "The perpetual's funding in 8 hours." };
    private static readonly Option<long?> Sequence = new("--sequence") { Description = "Of the source, rising; the time by default." };
    private static readonly Option<string?> File = new("--file") { Description = "The whole observation as JSON, with expiries and depth.", HelpName = "FILE" };
    private static readonly Option<string?> SigningKey = new("--signing-key") { Description = "The source's own private key, P-256 in PEM, to sign the observation with; with --source.", HelpName = "FILE" };
    private static readonly Option<string?> Signer = new("--source") { Description = "The source's name, which is part of what it signs." };
    private static readonly Argument<string> Source = new("source") { Description = "The source's name." };
    private static readonly Option<decimal> Weight = new("--weight") { Description = "Its weight among the sources.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> PublicKey = new("--public-key") { Description = "Its key, P-256 in PEM: what it says then counts only with a signature of it.", HelpName = "FILE" };
    private static readonly Option<bool> Remove = new("--remove") { Description = "Removes it with everything that it said." };
    private static readonly Option<bool> Reinstate = new("--reinstate") { Description = "Lets it speak again after a suspension." };
    private static readonly Option<string[]> Set = new("--set") { Description = "RULE=VALUE, such as min_sources=1; may come several times." };
    private static readonly Option<bool> AcceptPrice = new("--accept-price") { Description = "Takes the next price however far it is from the last." };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("market", "Market data of a server: prices, sources, rules, halts.")
    {
        RemoteCall.Command("show", "A market as its sources agree on it.", async call => call.Show("Market", await call.Api.Markets.Get(call.Value(RemoteArguments.Underlying), call.Cancellation)), RemoteArguments.Underlying),
        RemoteCall.Command("oracle", "How the sources are: age, standing, deviation.", async call => call.Show("Oracle", await call.Api.Markets.Oracle(call.Value(RemoteArguments.Underlying), call.Cancellation)), RemoteArguments.Underlying),
        RemoteCall.Command("observe", "The caller, a source, says what it saw.", Observe, RemoteArguments.Underlying, Price, Confidence, Perpetual, Funding, Sequence, File, SigningKey, Signer),
        RemoteCall.Command("source", "Admits a source, changes its key and weight, reinstates or removes it.", ChangeSource, RemoteArguments.Underlying, Source, Weight, PublicKey, Remove, Reinstate),
        RemoteCall.Command("rules", "The numbers by which sources are trusted; with --set, changes them.", Rules, RemoteArguments.Underlying, Set),
        CreateHalt("halt"),
        CreateResume("resume"),
    };

    /// <summary>Closes a market, under whichever name.</summary>
    public static Command CreateHalt(string name) => RemoteCall.Command(name, "Closes a market.", async call => call.Show("Market", await call.Api.Admin.HaltMarket(call.Value(RemoteArguments.Underlying), call.Needed(RemoteArguments.Reason), cancellation: call.Cancellation)), RemoteArguments.Underlying, RemoteArguments.Reason);

    /// <summary>Opens a market again, under whichever name.</summary>
    public static Command CreateResume(string name) => RemoteCall.Command(name, "Opens a market again, stale until the next observation.", async call => call.Show("Market", await call.Api.Admin.ResumeMarket(call.Value(RemoteArguments.Underlying), call.Value(AcceptPrice), cancellation: call.Cancellation)), RemoteArguments.Underlying, AcceptPrice);

    private static async Task Observe(RemoteCall call)
    {
        var now = RemoteArguments.NowMs;
        var report = call.Value(File) is { } file
            ? RemoteWords.Read<ObservationReport>(file)
            : new ObservationReport(call.Value(Sequence) ?? now, now, call.Value(Price) ?? throw new InputException("--price", "", "is needed, or all of the observation with --file"), call.Value(Confidence), call.Value(Perpetual) ?? call.Value(Price), call.Value(Funding));
        var underlying = call.Value(RemoteArguments.Underlying);
        call.Show("Observation", await call.Api.Markets.Observe(underlying, Signed(call, underlying, report), cancellation: call.Cancellation));
    }

    private static ObservationReport Signed(RemoteCall call, string underlying, ObservationReport report)
    {
        if (call.Value(SigningKey) is not { } file) return report;
        using var key = ObservationKeyFile.Read(file);
        if (!ObservationKeyFile.IsPrivate(key)) throw new InputException(file, "", "holds no private key");
        return new ObservationSigner(key, call.Value(Signer) ?? throw new InputException("--source", "", "is needed with --signing-key: it is part of what is signed")).Sign(underlying, report);
    }

    private static string? PublicKeyOf(RemoteCall call, string source)
    {
        if (call.Value(PublicKey) is not { } file) return null;
        using var key = ObservationKeyFile.Read(file);
        return new ObservationSigner(key, source).PublicKey;
    }

    private static async Task ChangeSource(RemoteCall call)
    {
        var (underlying, source, admin) = (call.Value(RemoteArguments.Underlying), call.Value(Source), call.Api.Admin);
        call.Show($"Source {source}", call.Value(Remove) ? await admin.RemoveSource(underlying, source, cancellation: call.Cancellation)
            : call.Value(Reinstate) ? await admin.ReinstateSource(underlying, source, cancellation: call.Cancellation)
            : await admin.RegisterSource(underlying, new(source, call.Value(Weight), PublicKeyOf(call, source)), cancellation: call.Cancellation));
    }

    private static async Task Rules(RemoteCall call)
    {
        var underlying = call.Value(RemoteArguments.Underlying);
        var rules = await call.Api.Admin.Rules(underlying, call.Cancellation);
        if (call.Value(Set) is { Length: > 0 } changes)
        {
            rules = Changed(rules, changes);
            await call.Api.Admin.SetRules(underlying, rules, cancellation: call.Cancellation);
        }

        call.Show($"Rules of {underlying}", rules);
    }

    private static MarketRulesDocument Changed(MarketRulesDocument rules, string[] changes)
    {
        var document = JsonSerializer.SerializeToNode(rules, ApiJson.Options)!.AsObject();
        foreach (var text in changes)
        {
            var (name, value) = Words.Value("--set", text);
            if (!document.TryGetPropertyValue(name, out var before)) throw new InputException("--set", text, $"there is no rule '{name}'");
            // Decimals of the API are texts, counts are numbers.
            document[name] = before!.GetValueKind() == JsonValueKind.String ? JsonValue.Create(value.ToString()) : JsonNode.Parse(value.GetRawText());
        }

        try
        {
            return document.Deserialize<MarketRulesDocument>(ApiJson.Options)!;
        }
        catch (JsonException problem)
        {
            throw new InputException("--set", (problem.Path ?? "$").TrimStart('$', '.'), "is not of its kind");
        }
    }
}
