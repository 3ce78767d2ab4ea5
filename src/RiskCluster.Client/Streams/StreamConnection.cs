using System.Net.ServerSentEvents;
using System.Text.Json;
using RiskCluster.Client.Calls;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Streams;

namespace RiskCluster.Client.Streams;

/// <summary>One connection of a stream, until it breaks.</summary>
internal sealed class StreamConnection : IDisposable
{
    private readonly ClientOptions options;
    private readonly HttpResponseMessage response;
    private readonly CancellationTokenSource end;
    private readonly IAsyncEnumerator<SseItem<string>> items;

    private StreamConnection(ClientOptions options, HttpResponseMessage response, Stream body)
    {
        this.options = options;
        this.response = response;
        end = new();
        items = SseParser.Create(body).EnumerateAsync(end.Token).GetAsyncEnumerator(end.Token);
    }

    /// <summary>Opens it.</summary>
    /// <param name="sender">Sends the request.</param>
    /// <param name="call">The channels.</param>
    /// <param name="cursor">To resume from; null to begin with snapshots.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<StreamConnection> Open(CallSender sender, ApiCall call, string? cursor, CancellationToken cancellation)
    {
        var response = await sender.Open(call, cursor, cancellation).ConfigureAwait(false);
        return new(sender.Options, response, await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>The next event; null when the connection is over, whatever ended it.</summary>
    public async Task<StreamEvent?> Next(CancellationToken cancellation)
    {
        try
        {
            var next = items.MoveNextAsync().AsTask();
            if (!await next.WaitAsync(options.StreamSilence, options.Clock, cancellation).ConfigureAwait(false)) return null;
            var item = JsonSerializer.Deserialize<StreamEvent>(items.Current.Data, ApiJson.ClientOptions);
            return item?.Type == "closed" ? null : item;
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or TimeoutException or JsonException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        // Breaks a read that is still on its way off.
        end.Cancel();
        response.Dispose();
        end.Dispose();
    }
}
