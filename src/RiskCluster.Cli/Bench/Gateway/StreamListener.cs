using System.Net.ServerSentEvents;
using System.Text.Json;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>One subscriber of server-sent events, which notes when each came and how old it was.</summary>
internal sealed class StreamListener : IAsyncDisposable
{
    private readonly HttpClient client;
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(long Sequence, long DelayMs)> events = [];
    private readonly Func<long> nowMs;
    private readonly Task listening;
    private long lastSequence;

    private StreamListener(HttpClient client, Stream body, Func<long> nowMs)
    {
        (this.client, this.nowMs) = (client, nowMs);
        listening = Listen(body);
    }

    /// <summary>Ends when the snapshot has come.</summary>
    public Task Began => began.Task;

    /// <summary>Of the newest event.</summary>
    public long LastSequence => Interlocked.Read(ref lastSequence);

    /// <summary>Size of the newest event.</summary>
    public int LastBytes { get; private set; }

    /// <summary>True when the server has ended the stream.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Connects.</summary>
    public static async Task<StreamListener> Open(Uri address, string path, Func<long> nowMs)
    {
        // A handler each, so that each has a socket of its own.
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", BelievedAuthenticator.Header);
        var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new(client, await response.Content.ReadAsStreamAsync(), nowMs);
    }

    /// <summary>How old the events after a sequence were when they came; each event once.</summary>
    public IEnumerable<long> DelaysMs(long after)
    {
        lock (events) return [.. events.Where(item => item.Sequence > after).DistinctBy(item => item.Sequence).Select(item => item.DelayMs)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await listening;
        client.Dispose();
        end.Dispose();
    }

    private async Task Listen(Stream body)
    {
        try
        {
            await foreach (var item in SseParser.Create(body, Read).EnumerateAsync(end.Token))
            {
                if (item.EventType is "heartbeat") continue;
                if (item.EventType is "closed") break;
                lock (events) events.Add((item.Data.Sequence, nowMs() - item.Data.TimestampMs));
                Interlocked.Exchange(ref lastSequence, item.Data.Sequence);
                LastBytes = item.Data.Bytes;
                began.TrySetResult();
            }

            IsClosed = !end.IsCancellationRequested;
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or HttpRequestException)
        {
            IsClosed = !end.IsCancellationRequested;
        }
        finally
        {
            began.TrySetResult();
        }
    }

    // The head of an event tells all that is noted.
    private static (long Sequence, long TimestampMs, int Bytes) Read(string type, ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        long sequence = 0, timestampMs = 0;
        while (json.Read() && timestampMs == 0)
        {
            if (json.TokenType != JsonTokenType.PropertyName) continue;
            if (json.ValueTextEquals("sequence"u8)) sequence = Next(ref json);
            else if (json.ValueTextEquals("timestamp"u8)) timestampMs = Next(ref json);
        }

        return (sequence, timestampMs, data.Length);
    }

    private static long Next(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt64();
    }
}
