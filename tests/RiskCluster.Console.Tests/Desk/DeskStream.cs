using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Streams;

namespace RiskCluster.Console.Tests.Desk;

/// <summary>Streams as the server's: snapshots, deltas in sequence, heartbeats, resuming by cursor. What it is told to do wrong it does once.</summary>
internal sealed class DeskStream(TimeProvider clock, Book book, MarketBook markets)
{
    private const int HeadRows = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, long> sequences = [];
    private readonly Lock gate = new();
    private CancellationTokenSource connections = new();
    private volatile string? skip;

    /// <summary>How many connections were opened.</summary>
    public int Opened { get; private set; }

    /// <summary>The cursors that connections asked to resume from.</summary>
    public List<string> Resumed { get; } = [];

    /// <summary>Cuts all connections off, without a word.</summary>
    public void Cut()
    {
        lock (gate)
        {
            connections.Cancel();
            connections = new();
        }
    }

    /// <summary>Leaves out one event of a channel.</summary>
    public void Skip(string channel) => skip = channel;

    public async Task Run(HttpContext http, string channels)
    {
        CancellationToken cut;
        lock (gate)
        {
            Opened++;
            cut = connections.Token;
            if (http.Request.Headers["Last-Event-ID"].FirstOrDefault() is { } resumed) Resumed.Add(resumed);
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cut, http.RequestAborted);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        var isResumed = http.Request.Headers.ContainsKey("Last-Event-ID");
        var names = channels.Split(',');
        try
        {
            if (!isResumed) foreach (var name in names) await Send(http, name, "snapshot", Current(name), Data(name, isSnapshot: true), ends.Token);
            while (true)
            {
                await Task.Delay(Pace, clock, ends.Token);
                foreach (var name in names)
                {
                    if (Data(name, isSnapshot: false) is not { } data) continue;
                    var sequence = Next(name);
                    if (skip == name)
                    {
                        skip = null;
                        continue;
                    }

                    await Send(http, name, "delta", sequence, data, ends.Token);
                }

                await Send(http, "", "heartbeat", 0, null, ends.Token);
            }
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private long Current(string channel)
    {
        lock (gate) return sequences.GetValueOrDefault(channel);
    }

    private long Next(string channel)
    {
        lock (gate) return sequences[channel] = sequences.GetValueOrDefault(channel) + 1;
    }

    private JsonElement? Data(string channel, bool isSnapshot)
    {
        var dot = channel.IndexOf('.', StringComparison.Ordinal);
        var key = dot < 0 ? "" : channel[(dot + 1)..];
        object? body = (dot < 0 ? channel : channel[..dot]) switch
        {
            "portfolios" => new { items = book.Rows().Take(HeadRows) },
            "portfolio" or "margin" => book.Report(key),
            "liquidations" when isSnapshot => new { items = markets.Tasks() },
            "oracle" => markets.Oracle(key),
            "parameters" when isSnapshot => GovernanceBook.Active(),
            _ => null,
        };
        return body is null ? null : JsonSerializer.SerializeToElement(body, ApiJson.Options);
    }

    private async Task Send(HttpContext http, string channel, string type, long sequence, JsonElement? data, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var cursor = $"c{now}";
        var text = JsonSerializer.Serialize(new StreamEvent(channel, type, sequence, cursor, now, data), ApiJson.Options);
        await http.Response.WriteAsync($"event: {type}\nid: {cursor}\ndata: {text}\n\n", cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }
}
