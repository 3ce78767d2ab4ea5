using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Cli.Serve;

/// <summary>What <c>serve</c> takes on the command line, and whoever looks at the same settings.</summary>
internal static class ServeArguments
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Where to listen; loopback by default." };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of the journal file and of the secret that keys are made of." };
    private static readonly Option<string?> Journal = new("--journal") { Description = "sqlite:PATH or postgres:CONNECTION; a file in the data folder by default." };
    private static readonly Option<string?> Engine = new("--engine") { Description = "embedded, the default: this process alone; orleans: one silo of a cluster." };
    private static readonly Option<string?> Silo = new("--silo") { Description = "The silo's name in its cluster." };
    private static readonly Option<string?> SiloPort = new("--silo-port") { Description = "The silo's port for the other silos." };
    private static readonly Option<string?> Model = new("--model") { Description = "The margin model that a fresh journal begins with." };
    private static readonly Option<string?> History = new("--history") { Description = "Daily closes that the model is calibrated on; those that come with the program by default." };
    private static readonly Option<string?> Audience = new("--audience") { Description = "The server's name, which machines sign for." };
    private static readonly Option<string[]> Governors = new("--governors") { Description = "Who governs the model that a fresh journal begins with; at least 2.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> AllowPlain = new("--allow-plain") { Description = "Listen beyond loopback without TLS: only behind something that ends TLS." };

    /// <summary>Whoever started it holds its input open: when that ends, however it ends, the server stops too.</summary>
    public static Option<bool> WhileInput { get; } = new("--while-input") { Description = "Stop, drained, when standard input ends: with whoever started it.", Hidden = true };

    /// <summary>Settings of the framework.</summary>
    public static Argument<string[]> Settings { get; } = new("settings") { Description = "After --: settings of the framework, such as --Logging:LogLevel:Default=Warning.", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>Gives a command all of them.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { Urls, Data, Journal, Engine, Silo, SiloPort, Model, History, Audience, Governors, AllowPlain, WhileInput }) command.Options.Add(option);
        command.Arguments.Add(Settings);
    }

    /// <summary>The settings as file, environment and command line say them.</summary>
    /// <exception cref="InputException">One is not known, or outside its bounds.</exception>
    public static ServeOptions Read(ParseResult parsed)
    {
        var said = new Dictionary<string, string?>
        {
            [nameof(ServeOptions.Urls)] = parsed.GetValue(Urls),
            [nameof(ServeOptions.Data)] = parsed.GetValue(Data),
            [nameof(ServeOptions.Journal)] = parsed.GetValue(Journal),
            [nameof(ServeOptions.Engine)] = parsed.GetValue(Engine),
            [$"{nameof(ServeOptions.Cluster)}:{nameof(ClusterSettings.Silo)}"] = parsed.GetValue(Silo),
            [$"{nameof(ServeOptions.Cluster)}:{nameof(ClusterSettings.Port)}"] = parsed.GetValue(SiloPort),
            [nameof(ServeOptions.Model)] = parsed.GetValue(Model),
            [nameof(ServeOptions.History)] = parsed.GetValue(History),
            [nameof(ServeOptions.Audience)] = parsed.GetValue(Audience),
            [nameof(ServeOptions.AllowPlain)] = parsed.GetValue(AllowPlain) ? "true" : null,
        };
        var governors = parsed.GetValue(Governors) ?? [];
        var lists = governors.Select((name, i) => KeyValuePair.Create($"{nameof(ServeOptions.Governors)}:{i}", (string?)name));
        try
        {
            return ServeSettings.Read(".", said.Where(item => item.Value is not null).Concat(lists));
        }
        catch (FormatException problem)
        {
            throw new InputException("serve", "", problem.Message.ReplaceLineEndings(" "));
        }
    }
}
