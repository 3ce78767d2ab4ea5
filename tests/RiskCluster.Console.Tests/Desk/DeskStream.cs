using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Streams;

namespace RiskCluster.Console.Tests.Desk;

/// <summary>Streams as the server's: snapshots, deltas in sequence, heartbeats, resuming by cursor. What it is told to do wrong it does once.</summary>
internal sealed class DeskStream(TimeProvider clock, Book book, MarketBook markets)
{
    private const int HeadRows = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> sequences = [];
    private readonly List<(long Number, StreamEvent Event)> told = [];
    private readonly List<Connection> connections = [];
    private long number;
    private string? skipped;

    /// <summary>How many connections were opened.</summary>
    public int Opened { get; private set; }

    /// <summary>The cursors that connections asked to resume from.</summary>
    public List<string> Resumed { get; } = [];

    /// <summary>Cuts all connections off, without a word.</summary>
    public void Cut()
    {
        lock (gate) foreach (var connection in connections) connection.Events.Writer.TryComplete();
    }

    /// <summary>Leaves out one event of a channel.</summary>
    public void Skip(string channel)
    {
        lock (gate) skipped = channel;
    }

    /// <summary>Tells everybody what is new.</summary>
    public void Tell()
    {
        lock (gate)
        {
            foreach (var channel in connections.SelectMany(connection => connection.Channels).Distinct().ToList())
            {
                if (Data(channel, isSnapshot: false) is not { } data) continue;
                sequences[channel] = sequences.GetValueOrDefault(channel) + 1;
                if (skipped == channel)
                {
                    skipped = null;
                    continue;
                }

                var item = Event(channel, "delta", sequences[channel], ++number, data);
                told.Add((number, item));
                foreach (var connection in connections.Where(connection => connection.Channels.Contains(channel))) connection.Events.Writer.TryWrite(item);
            }

            foreach (var connection in connections) connection.Events.Writer.TryWrite(Event("", "heartbeat", 0, number, null));
        }
    }

    public async Task Run(HttpContext http, string channels)
    {
        var connection = new Connection(channels.Split(','), Channel.CreateUnbounded<StreamEvent>());
        lock (gate)
        {
            Opened++;
            Begin(connection, http.Request.Headers["Last-Event-ID"].FirstOrDefault());
            connections.Add(connection);
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        try
        {
            await foreach (var item in connection.Events.Reader.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync($"event: {item.Type}\nid: {item.Cursor}\ndata: {JsonSerializer.Serialize(item, ApiJson.Options)}\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone.
        }
        finally
        {
            lock (gate) connections.Remove(connection);
            http.Abort();
        }
    }

    private void Begin(Connection connection, string? cursor)
    {
        if (cursor is not null) Resumed.Add(cursor);
        if (cursor is not null && long.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            foreach (var (_, item) in told.Where(item => item.Number > last && connection.Channels.Contains(item.Event.Channel))) connection.Events.Writer.TryWrite(item);
            return;
        }

        foreach (var channel in connection.Channels) connection.Events.Writer.TryWrite(Event(channel, "snapshot", sequences.GetValueOrDefault(channel), number, Data(channel, isSnapshot: true)));
    }

    private StreamEvent Event(string channel, string type, long sequence, long at, JsonElement? data) => new(channel, type, sequence, $"c{at}", clock.GetUtcNow().ToUnixTimeMilliseconds(), data);

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

    private sealed record Connection(string[] Channels, Channel<StreamEvent> Events);
}
