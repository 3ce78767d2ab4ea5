using System.Globalization;
using RiskCluster.Client.Access;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Streams;

namespace RiskCluster.Client.Tests.Streams;

/// <summary>Streams go on by themselves, and nothing is skipped in silence.</summary>
[Collection(SharedServer.Name)]
public sealed class StreamTests(ServerRig rig)
{
    private static readonly ClientOptions Quick = new() { FirstDelay = TimeSpan.FromMilliseconds(1), LongestDelay = TimeSpan.FromMilliseconds(5), Retries = 0 };

    [Fact]
    public async Task A_connection_that_ends_is_resumed_after_the_last_event()
    {
        using var server = new ScriptedServer().Streams(Event("snapshot", 4), Event("delta", 5)).Breaks().Refuses(503, "unavailable", isRetryable: true).Streams(Event("delta", 5), Event("delta", 6), Event("closed", 0));
        (await Read(server, 3)).ShouldBe(["snapshot 4", "delta 5", "delta 6"]);
        server.Requests.Select(request => request.LastEventId).ShouldBe([null, "c-5", "c-5", "c-5"]);
        server.Requests[0].Target.ShouldBe("/v1/stream?channels=oracle.BTC%2Cparameters");
    }

    [Fact]
    public async Task After_a_hole_everything_begins_with_a_snapshot()
    {
        using var server = new ScriptedServer().Streams(Event("snapshot", 4), Event("delta", 6)).Streams(Event("snapshot", 7), Event("delta", 8));
        (await Read(server, 3)).ShouldBe(["snapshot 4", "snapshot 7", "delta 8"]);
        server.Requests.Select(request => request.LastEventId).ShouldBe([null, null]);
    }

    [Fact]
    public async Task Heartbeats_are_not_told_and_silence_breaks_the_connection()
    {
        using var silent = new MemoryStreamThatHangs(Event("snapshot", 1) + Event("heartbeat", 0));
        using var server = new ScriptedServer()
            .Then((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(silent) }))
            .Streams(Event("delta", 2));
        (await Read(server, 2, Quick with { StreamSilence = TimeSpan.FromMilliseconds(200) })).ShouldBe(["snapshot 1", "delta 2"]);
        server.Requests[1].LastEventId.ShouldBe("c-1");
    }

    [Fact]
    public async Task The_first_connection_tells_at_once_what_is_wrong()
    {
        using var refusing = new ScriptedServer().Refuses(403, "permission_denied", isRetryable: false);
        (await Should.ThrowAsync<RiskClusterException>(() => Read(refusing, 1))).Problem.Code.ShouldBe("permission_denied");
        using var broken = new ScriptedServer().Breaks(HttpRequestError.ConnectionError);
        await Should.ThrowAsync<ServerUnreachableException>(() => Read(broken, 1));
    }

    [Fact]
    public async Task Another_server_takes_over()
    {
        using var server = new ScriptedServer().Streams(Event("snapshot", 1)).Streams(Event("snapshot", 9));
        using var client = new RiskClusterClient([new("http://first"), new("http://second")], Credentials.Token("t"), Quick, server);
        await foreach (var item in client.Stream.Watch(["oracle.BTC"]))
            if (item.Sequence == 9) break;
        server.Requests.Select(request => request.Host).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task The_real_server_tells_a_margin_and_its_change()
    {
        var client = rig.Venue();
        await client.Accounts.SetCollateral("atlas", "streamed", new(1, 1, 100_000, []));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var cash = 0L;
        await foreach (var item in client.Stream.Watch(["margin.atlas/streamed"], cancellation.Token))
        {
            item.Channel.ShouldBe("margin.atlas/streamed");
            if (item.Data?.GetProperty("margin").TryGetProperty("equity", out var equity) == true && decimal.Parse(equity.GetString()!, CultureInfo.InvariantCulture) == 50_000m) break;
            await client.Accounts.SetCollateral("atlas", "streamed", new CollateralUpdate(1, 2 + cash++, 50_000, []), cancellation: cancellation.Token);
        }

        cash.ShouldBeGreaterThan(0);
    }

    private static async Task<List<string>> Read(ScriptedServer server, int count, ClientOptions? options = null)
    {
        using var client = new RiskClusterClient([new("http://server")], Credentials.Token("t"), options ?? Quick, server);
        var told = new List<string>();
        await foreach (StreamEvent item in client.Stream.Watch(["oracle.BTC", "parameters"]))
        {
            told.Add($"{item.Type} {item.Sequence}");
            if (told.Count == count) break;
        }

        return told;
    }

    private static string Event(string type, long sequence)
    {
        var cursor = type == "heartbeat" ? "c-1" : $"c-{sequence}";
        return $"event: {type}\nid: {cursor}\ndata: {{\"channel\":\"oracle.BTC\",\"type\":\"{type}\",\"sequence\":{sequence},\"cursor\":\"{cursor}\",\"timestamp\":1}}\n\n";
    }

    /// <summary>Gives what it has, and then nothing, without an end.</summary>
    private sealed class MemoryStreamThatHangs(string text) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length) return await base.ReadAsync(buffer, cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
