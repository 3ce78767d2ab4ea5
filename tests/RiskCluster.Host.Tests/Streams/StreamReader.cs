using System.Net.ServerSentEvents;
using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Streams;
using RiskCluster.Host.Access;

namespace RiskCluster.Host.Tests.Streams;

/// <summary>One subscriber of server-sent events.</summary>
internal sealed class StreamReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> items;

    private StreamReader(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> items)
    {
        this.response = response;
        this.items = items;
    }

    /// <summary>The last event's id, as a browser remembers it.</summary>
    public string? LastId { get; private set; }

    public static Task<StreamReader> Open(HostRig rig, Caller caller, string channels, string? lastId = null) => Open(rig, TestAuthenticator.Header(caller), channels, lastId);

    public static async Task<StreamReader> Open(HostRig rig, string authorization, string channels, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/stream?channels={Uri.EscapeDataString(channels)}");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (lastId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        var response = await rig.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.IsSuccessStatusCode.ShouldBeTrue(await Explained(response));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new(response, SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
    }

    /// <summary>The next event that is not a heartbeat.</summary>
    public async Task<StreamEvent> Next()
    {
        while (true)
        {
            (await items.MoveNextAsync().AsTask().WaitAsync(Patience)).ShouldBeTrue("the stream has ended");
            var item = items.Current;
            var data = JsonSerializer.Deserialize<StreamEvent>(item.Data, ApiJson.Options)!;
            data.Type.ShouldBe(item.EventType);
            if (!string.IsNullOrEmpty(item.EventId)) LastId = item.EventId;
            data.Cursor.ShouldBe(string.IsNullOrEmpty(item.EventId) ? "" : item.EventId);
            if (data.Type != "heartbeat") return data;
        }
    }

    /// <summary>The next event, whatever it is.</summary>
    public async Task<string> NextType()
    {
        (await items.MoveNextAsync().AsTask().WaitAsync(Patience)).ShouldBeTrue("the stream has ended");
        return items.Current.EventType;
    }

    public async ValueTask DisposeAsync()
    {
        await items.DisposeAsync();
        response.Dispose();
    }

    private static async Task<string> Explained(HttpResponseMessage response) => response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync();
}
