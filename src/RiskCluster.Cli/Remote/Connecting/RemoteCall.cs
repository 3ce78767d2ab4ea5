using System.CommandLine;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Client;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Cli.Remote.Connecting;

/// <summary>One command that calls a server: its arguments, its client, its output.</summary>
internal sealed class RemoteCall(ParseResult parsed, RiskClusterClient api, CancellationToken cancellation)
{
    /// <summary>The server.</summary>
    public RiskClusterClient Api => api;

    /// <summary>Ends when the user gives up.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>True when machines read the output.</summary>
    public bool IsJson => parsed.GetValue(RemoteOptions.Json);

    /// <summary>Where the answer goes.</summary>
    public TextWriter Output => parsed.InvocationConfiguration.Output;

    /// <summary>A command that calls a server.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it.</param>
    /// <param name="parts">Its arguments and options.</param>
    public static Command Command(string name, string description, Func<RemoteCall, Task> run, params ReadOnlySpan<Symbol> parts)
    {
        var command = new Command(name, description);
        foreach (var part in parts)
        {
            if (part is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)part);
        }

        foreach (var option in RemoteOptions.All) command.Options.Add(option);
        command.SetAction((parsed, cancellation) => Run(parsed, run, cancellation));
        return command;
    }

    /// <summary>The value of an argument.</summary>
    public T Value<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>The value of an option; its default when it is not said.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>The value of an option that must be said.</summary>
    public T Needed<T>(Option<T> option) => parsed.GetRequiredValue(option);

    /// <summary>Shows a document: as it is, or as tables.</summary>
    public void Show<T>(string title, T document, params ReadOnlySpan<string> columns) => Documents.Show(Output, IsJson, title, document, columns);

    /// <summary>Says one line to people.</summary>
    public void Say(string line)
    {
        if (!IsJson) Output.WriteLine(line);
    }

    /// <summary>Shows a key that was issued, or keeps it where the user wants that.</summary>
    public void Keep(IssuedKey key)
    {
        if (parsed.GetValue(RemoteOptions.Save) is not { } name)
        {
            Show("Key, shown once", key);
            return;
        }

        ProfileFile.Save(name, new(Connection.Addresses(parsed), key.KeyId, key.Secret));
        Show($"Key, kept as the profile {name}", new { key.KeyId, Profile = name });
    }

    /// <summary>The addresses that are called.</summary>
    public IReadOnlyList<string> Addresses() => Connection.Addresses(parsed);

    private static async Task<int> Run(ParseResult parsed, Func<RemoteCall, Task> run, CancellationToken cancellation)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            using var api = Connection.Open(parsed);
            await run(new(parsed, api, cancellation));
            return 0;
        }
        catch (RiskClusterException refused)
        {
            var problem = refused.Problem;
            var place = problem.Param is null ? "" : $" at {problem.Param}";
            error.WriteLine($"refused: {problem.Code} ({problem.Reason}){place}: {problem.Detail}{(problem.RequestId.Length > 0 ? $" [request {problem.RequestId}]" : "")}");
            return CommandLine.Refused;
        }
        catch (ServerUnreachableException failure)
        {
            error.WriteLine(failure.Message.ReplaceLineEndings(" "));
            return CommandLine.Unreachable;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }
}
