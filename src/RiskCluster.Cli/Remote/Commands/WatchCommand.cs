using System.CommandLine;
using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Streams;
using Spectre.Console;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster watch</c>: channels of a server as they change; a live table on a terminal, a line an event elsewhere.</summary>
internal static class WatchCommand
{
    private static readonly string[] Told = ["margin.status", "margin.state", "margin.equity", "margin.initial_margin", "margin.maintenance_margin_excess", "netting_benefit", "status", "hold", "version", "age_ms", "items", "changed", "removed"];
    private static readonly Argument<string[]> Channels = new("channels") { Description = "margin.VENUE/ACCOUNT, portfolio.OWNER, portfolios, liquidations, oracle.UNDERLYING, parameters; several apart or with commas.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<int?> Count = new("--count") { Description = "Ends after so many events." };

    /// <summary>The command.</summary>
    public static Command Create() => RemoteCall.Command("watch", "Channels of a server as they change; resumes by itself.", Run, Channels, Count);

    private static async Task Run(RemoteCall call)
    {
        string[] channels = [.. call.Value(Channels).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        var console = Terminal.On(call.Output);
        if (call.IsJson || !console.Profile.Capabilities.Interactive)
        {
            await foreach (var item in Events(call, channels))
                await call.Output.WriteLineAsync(call.IsJson ? JsonSerializer.Serialize(item, ApiJson.Options) : $"{FieldText.Time(item.Timestamp)}  {item.Channel}  {item.Type}  {item.Sequence}  {Summary(item)}".TrimEnd());
            return;
        }

        var latest = new SortedDictionary<string, StreamEvent>(StringComparer.Ordinal);
        await console.Live(Shown(latest)).StartAsync(async live =>
        {
            await foreach (var item in Events(call, channels))
            {
                latest[item.Channel] = item;
                live.UpdateTarget(Shown(latest));
            }
        });
    }

    private static async IAsyncEnumerable<StreamEvent> Events(RemoteCall call, string[] channels)
    {
        var left = call.Value(Count) ?? int.MaxValue;
        if (left < 1) yield break;
        await foreach (var item in call.Api.Stream.Watch(channels, call.Cancellation))
        {
            yield return item;
            if (--left == 0) yield break;
        }
    }

    private static Table Shown(SortedDictionary<string, StreamEvent> latest)
    {
        var table = Terminal.Table("Watching; Ctrl+C ends", "channel", "#sequence", "time", "what it says");
        foreach (var item in latest.Values) Terminal.Row(table, item.Channel, FormattableString.Invariant($"{item.Sequence}"), FieldText.Time(item.Timestamp), Summary(item));
        return table;
    }

    private static string Summary(StreamEvent item) => item.Data is { ValueKind: JsonValueKind.Object } data ? Documents.Line(data, Told) : "";
}
