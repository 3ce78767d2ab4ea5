using System.Buffers;
using System.Net.WebSockets;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Api.Streams;

/// <summary>A stream over a WebSocket: an event a text frame; the other side says nothing but that it goes.</summary>
internal static class StreamSocket
{
    private const int LongestReason = 123;

    /// <summary>Sends until the subscriber is disconnected or gone.</summary>
    public static async Task Run(WebSocket socket, StreamSubscriber subscriber, IAsyncEnumerable<SentFrame> frames, CancellationToken cancellation)
    {
        var listening = Listen(socket, subscriber, cancellation);
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            await foreach (var sent in frames)
            {
                if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
                buffer.ResetWrittenCount();
                sent.Frame.Write(buffer, sent.Cursor);
                await socket.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellation);
            }

            await socket.CloseOutputAsync(Status(subscriber.ClosedFor), Shortened(subscriber.ClosedFor), cancellation);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The other side has gone.
            socket.Abort();
        }
        finally
        {
            subscriber.Close("gone");
            await listening;
        }
    }

    private static async Task Listen(WebSocket socket, StreamSubscriber subscriber, CancellationToken cancellation)
    {
        var buffer = new byte[1];
        try
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            subscriber.Close(received.MessageType == WebSocketMessageType.Close ? "gone" : "nothing_is_asked_here");
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            subscriber.Close("gone");
        }
    }

    private static WebSocketCloseStatus Status(string? reason) => reason switch
    {
        "gone" => WebSocketCloseStatus.NormalClosure,
        "shutting_down" or "draining" => WebSocketCloseStatus.EndpointUnavailable,
        _ => WebSocketCloseStatus.PolicyViolation,
    };

    private static string Shortened(string? reason) => reason is { Length: > LongestReason } ? reason[..LongestReason] : reason ?? "";
}
