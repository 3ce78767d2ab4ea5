using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Streams;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Api.Streams;

/// <summary>What is new, as it comes: server-sent events, or the same over WebSocket.</summary>
internal static class StreamRoutes
{
    /// <summary>Where all streams are.</summary>
    public const string Path = "/v1/stream";

    private const int Cost = 5;
    private const string LastEventId = "Last-Event-ID";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Stream)
            .For(Cost, Whose.Anybody, Scope.VenueWrite, Scope.AccountRead, Scope.OwnerLink, Scope.OracleSubmit, Scope.Keeper, Scope.ParamsPropose, Scope.ParamsApprove, Scope.RiskRead, Scope.Admin)
            .Says(
                "Streams",
                "stream",
                "What is new, as it comes",
                "channels: margin.{venue/account}, portfolio.{owner}, portfolios, liquidations, oracle.{underlying}, parameters, separated by commas. A snapshot of each channel comes first, then deltas, without "
                    + "holes in a channel's sequence. Resume with the header Last-Event-ID or the query cursor: what was missed is told again, or a snapshot where it is not known any more. A cursor belongs to its "
                    + "list of channels. A delta of portfolios and liquidations has the items that changed and the keys of those removed; of other channels it is the whole document. A subscriber that does not keep "
                    + "up is disconnected with the reason slow_consumer, one whose token ends with credentials_expired, one whose key is taken back with credentials_revoked. The same over WebSocket: one event a text frame.")
            .Gives<StreamEvent>()
            .Refuses(ProblemCode.InvalidArgument, ProblemCode.Unavailable);

    private static async Task Stream(HttpContext http, StreamHub hub, ChannelAccess access, StreamOptions options, string? channels = null, string? cursor = null)
    {
        var asked = await access.Require(StreamChannel.ParseAll(channels, options.MostChannels), http.Caller(), http.RequestAborted);
        using var subscriber = await hub.Subscribe(asked, http.Request.Headers[LastEventId].FirstOrDefault() ?? cursor, http.Caller(), http.RequestAborted);
        await using var abort = new SlowAbort(http, options.CloseGrace, subscriber.Closed);
        if (http.WebSockets.IsWebSocketRequest)
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await StreamSocket.Run(socket, subscriber, Frames(subscriber, http.RequestAborted), http.RequestAborted);
            return;
        }

        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        await SseFormatter.WriteAsync(Items(subscriber, http.RequestAborted), http.Response.Body, (item, writer) => item.Data.Frame.Write(writer, item.Data.Cursor), http.RequestAborted);
    }

    private static async IAsyncEnumerable<SseItem<SentFrame>> Items(StreamSubscriber subscriber, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var sent in Frames(subscriber, cancellation))
            yield return new(sent, Reasons.Of(sent.Frame.Type)) { EventId = sent.Cursor.Length == 0 ? null : sent.Cursor };
    }

    /// <summary>All that a subscriber is told, to the reason why it ends.</summary>
    private static async IAsyncEnumerable<SentFrame> Frames(StreamSubscriber subscriber, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        // Whoever is disconnected does not get what still waits: it would only be slower.
        while (subscriber.ClosedFor is null && await subscriber.Waiting.WaitToReadAsync(cancellation))
        {
            while (subscriber.ClosedFor is null && subscriber.Waiting.TryRead(out var sent))
            {
                yield return sent;
                last = sent.Cursor;
            }
        }

        var reason = JsonSerializer.SerializeToUtf8Bytes(new { reason = subscriber.ClosedFor });
        yield return new(StreamFrame.Of(FrameType.Closed, "", 0, 0, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), reason), last);
    }
}
