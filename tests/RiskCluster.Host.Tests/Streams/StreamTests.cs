using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Contracts.Streams;
using RiskCluster.Host.Access;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Tests.Streams;

/// <summary>Streams over HTTP: snapshot first, deltas without holes, resume, who may hear what, and how they end.</summary>
public sealed class StreamTests
{
    private const string Margin = $"margin.{DeskBook.Alone}";

    [Fact]
    public async Task A_snapshot_comes_first_and_then_every_cycle_without_a_hole()
    {
        await using var rig = await Opened();
        await using var stream = await StreamReader.Open(rig, Callers.Deribit, Margin);
        var snapshot = await stream.Next();
        (snapshot.Type, snapshot.Channel).ShouldBe(("snapshot", Margin));
        Report(snapshot).Margin.InitialMargin.ShouldBe((await rig.Ok<MarginReport>(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit/accounts/pia/margin")).Margin.InitialMargin);
        var last = snapshot;
        for (var i = 1; i <= 5; i++)
        {
            await Market.Tick(rig, 65_000 + i);
            var delta = await stream.Next();
            (delta.Type, delta.Sequence).ShouldBe(("delta", last.Sequence + 1));
            Report(delta).Margin.AsOf.MarketSeq.ShouldBe(rig.Node.Board.View!.MarketSeq);
            Report(delta).Margin.Equity.ShouldBe(200_000 + 1.5m * (65_000 + i - 66_000));
            last = delta;
        }
    }

    [Fact]
    public async Task Who_comes_back_hears_what_it_has_missed_and_no_more()
    {
        await using var rig = await Opened();
        string? lastId;
        long sequence;
        await using (var stream = await StreamReader.Open(rig, Callers.Desk, $"{Margin},portfolio.{DeskBook.Owner}"))
        {
            var first = await stream.Next();
            stream.LastId.ShouldBeNull("until all snapshots have come there is nothing to resume from");
            (await stream.Next()).Type.ShouldBe("snapshot");
            (lastId, sequence) = (stream.LastId, first.Sequence);
            lastId.ShouldNotBeNull();
            // Somebody else keeps the channels going meanwhile.
            await using var other = await StreamReader.Open(rig, Callers.Desk, $"{Margin},portfolio.{DeskBook.Owner}");
            await other.Next();
            await other.Next();
            await stream.DisposeAsync();
            for (var i = 1; i <= 3; i++)
            {
                await Market.Tick(rig, 65_000 + i);
                await other.Next();
                await other.Next();
            }
        }

        await using var again = await StreamReader.Open(rig, Callers.Desk, $"{Margin},portfolio.{DeskBook.Owner}", lastId);
        var missed = new List<StreamEvent>();
        for (var i = 0; i < 6; i++) missed.Add(await again.Next());
        missed.ShouldAllBe(item => item.Type == "delta");
        missed.Where(item => item.Channel == Margin).Select(item => item.Sequence).ShouldBe([sequence + 1, sequence + 2, sequence + 3]);
        await Market.Tick(rig, 65_010);
        (await again.Next()).Sequence.ShouldBe(sequence + 4);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00000000-00000000-1")]
    public async Task A_cursor_of_another_run_begins_anew(string cursor)
    {
        await using var rig = await Opened();
        await using var stream = await StreamReader.Open(rig, Callers.Desk, Margin, cursor);
        (await stream.Next()).Type.ShouldBe("snapshot");
    }

    [Fact]
    public async Task What_is_too_long_ago_begins_anew_and_so_does_another_list_of_channels()
    {
        await using var rig = await Opened(options => options with { RingLength = 2 });
        await using var stream = await StreamReader.Open(rig, Callers.Desk, Margin);
        await stream.Next();
        var early = stream.LastId;
        for (var i = 1; i <= 4; i++)
        {
            await Market.Tick(rig, 65_000 + i);
            await stream.Next();
        }

        await using var late = await StreamReader.Open(rig, Callers.Desk, Margin, early);
        (await late.Next()).Type.ShouldBe("snapshot");
        await using var wider = await StreamReader.Open(rig, Callers.Desk, $"{Margin},parameters", stream.LastId);
        (await wider.Next()).Type.ShouldBe("snapshot");
        (await wider.Next()).Type.ShouldBe("snapshot");
    }

    [Fact]
    public async Task A_delta_of_the_board_has_the_rows_that_changed_and_the_keys_of_those_gone()
    {
        await using var rig = await Opened();
        await using var stream = await StreamReader.Open(rig, Callers.Desk, "portfolios");
        Rows(await stream.Next()).Select(row => row.Owner).ShouldBe([DeskBook.Owner, DeskBook.Alone], ignoreOrder: true);
        await DeskBook.Hold(rig, DeskBook.Alone, 2, 0);
        await rig.Cycle();
        var delta = await stream.Next();
        delta.Data!.Value.GetProperty("removed").EnumerateArray().Select(item => item.GetString()).ShouldBe([DeskBook.Alone]);
        Rows(delta).Select(row => row.Owner).ShouldBe([DeskBook.Owner]);
    }

    [Theory]
    [InlineData("margin.deribit/pia", "not_yours", 403)]
    [InlineData("margin.derive/olga-2,margin.deribit/pia", "not_yours", 403)]
    [InlineData("portfolio.olga", "scope_or_owner", 403)]
    [InlineData("portfolios", "scope_missing", 403)]
    [InlineData("liquidations", "scope_missing", 403)]
    [InlineData("", "channels_missing", 400)]
    [InlineData("weather", "unknown_channel", 400)]
    [InlineData("margin", "unknown_channel", 400)]
    [InlineData("portfolios.olga", "unknown_channel", 400)]
    public async Task Each_channel_is_heard_by_those_who_may_ask_its_endpoint(string channels, string reason, int status)
    {
        await using var rig = await Opened();
        var problem = await rig.Refused(Callers.Derive, HttpMethod.Get, $"/v1/stream?channels={channels}");
        problem.Status.ShouldBe(status);
        if (reason != "scope_or_owner") problem.Reason.ShouldBe(reason);
        (await rig.Refused(null, HttpMethod.Get, $"/v1/stream?channels={channels}")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_channel_of_what_is_not_there_says_nothing_until_it_is()
    {
        await using var rig = await Opened();
        await using var stream = await StreamReader.Open(rig, Callers.Deribit, "margin.deribit/later");
        (await stream.Next()).Data.ShouldBeNull();
        await DeskBook.Hold(rig, "deribit/later", 1, 100_000, new Core.Accounts.PositionChange(Market.Perpetual, 1, 65_000));
        await rig.Cycle();
        Report(await stream.Next()).Margin.Portfolio.ShouldBe("deribit/later");
    }

    [Fact]
    public async Task The_same_goes_over_a_web_socket()
    {
        await using var rig = await Opened();
        using var socket = await Connect(rig, Callers.Deribit, Margin);
        var snapshot = await Receive(socket);
        snapshot.Type.ShouldBe("snapshot");
        await Market.Tick(rig, 65_001);
        var delta = await Receive(socket);
        (delta.Type, delta.Sequence).ShouldBe(("delta", snapshot.Sequence + 1));
        using var again = await Connect(rig, Callers.Deribit, Margin, snapshot.Cursor);
        (await Receive(again)).Cursor.ShouldBe(delta.Cursor);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await Should.ThrowAsync<WebSocketException>(() => Connect(rig, Callers.Derive, Margin));
        var hub = rig.Services.GetRequiredService<StreamHub>();
        for (var i = 0; i < 200 && hub.SubscriberCount != 1; i++) await Task.Delay(10);
        hub.SubscriberCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_stops_says_so_and_heartbeats_come_in_between()
    {
        var rig = await Opened(options => options with { HeartbeatEvery = TimeSpan.FromMilliseconds(50) });
        await using var stream = await StreamReader.Open(rig, Callers.Deribit, Margin);
        (await stream.NextType()).ShouldBe("snapshot");
        (await stream.NextType()).ShouldBe("heartbeat");
        var stopping = rig.DisposeAsync();
        var closed = await stream.Next();
        (closed.Type, closed.Data!.Value.GetProperty("reason").GetString()).ShouldBe(("closed", "shutting_down"));
        await stopping;
    }

    private static async Task<HostRig> Opened(Func<StreamOptions, StreamOptions>? change = null)
    {
        var options = new StreamOptions { ConflateFor = TimeSpan.FromMilliseconds(1), LookEvery = TimeSpan.FromMilliseconds(20) };
        var rig = await HostRig.StartStill(configure: services => services.AddSingleton(change is null ? options : change(options)));
        await DeskBook.Open(rig);
        return rig;
    }

    private static MarginReport Report(StreamEvent item) => item.Data!.Value.Deserialize<MarginReport>(ApiJson.Options)!;

    private static List<PortfolioRow> Rows(StreamEvent item) => item.Data!.Value.GetProperty("items").Deserialize<List<PortfolioRow>>(ApiJson.Options)!;

    private static async Task<ClientWebSocket> Connect(HostRig rig, Caller caller, string channels, string? cursor = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", TestAuthenticator.Header(caller));
        var address = new UriBuilder(rig.Client.BaseAddress!) { Scheme = "ws", Path = "/v1/stream", Query = $"channels={Uri.EscapeDataString(channels)}{(cursor is null ? "" : $"&cursor={cursor}")}" };
        await socket.ConnectAsync(address.Uri, default);
        return socket;
    }

    private static async Task<StreamEvent> Receive(ClientWebSocket socket)
    {
        using var frame = new MemoryStream();
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        part.MessageType.ShouldBe(WebSocketMessageType.Text);
        return JsonSerializer.Deserialize<StreamEvent>(frame.ToArray(), ApiJson.Options)!;
    }
}
