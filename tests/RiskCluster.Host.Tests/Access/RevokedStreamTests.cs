using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Streams;
using RiskCluster.Contracts.Venues;
using RiskCluster.Host.Streams;
using StreamReader = RiskCluster.Host.Tests.Streams.StreamReader;

namespace RiskCluster.Host.Tests.Access;

/// <summary>A stream ends with the key that opened it, and no other does.</summary>
public sealed class RevokedStreamTests
{
    private const string Parameters = "parameters";
    private const string Margin = "margin.deribit/alice";

    [Fact]
    public async Task Streams_and_web_sockets_end_when_their_key_is_taken_back_and_others_go_on()
    {
        await using var rig = await HostRig.Start();
        var gone = await rig.Ok<IssuedKey>(Callers.Admin, HttpMethod.Post, "/v1/admin/keys", new KeyRequest(KeyHolder.Desk, "dora"));
        var kept = await rig.Ok<IssuedKey>(Callers.Admin, HttpMethod.Post, "/v1/admin/keys", new KeyRequest(KeyHolder.Desk, "dora"));
        var venue = (await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", new VenueRegistration("deribit", "Deribit", VenueMarketKind.CentralBook, "ethereum", "USDC"))).Key!;
        await using var ends = await StreamReader.Open(rig, Authorization(rig, gone, Parameters), Parameters);
        await using var stays = await StreamReader.Open(rig, Authorization(rig, kept, Parameters), Parameters);
        await using var person = await StreamReader.Open(rig, Callers.Desk, Parameters);
        using var socket = await Connect(rig, venue);
        foreach (var stream in new[] { ends, stays, person }) (await stream.Next()).Type.ShouldBe("snapshot");
        (await Receive(socket)).Type.ShouldBe("snapshot");

        await rig.Ok<Revoked>(Callers.Admin, HttpMethod.Delete, $"/v1/admin/keys/{gone.KeyId}");
        Reason(await ends.Next()).ShouldBe("credentials_revoked");
        await rig.Ok<Revoked>(Callers.Admin, HttpMethod.Delete, $"/v1/venues/deribit/keys/{venue.KeyId}");
        Reason(await Receive(socket)).ShouldBe("credentials_revoked");
        var close = await socket.ReceiveAsync(new byte[1].AsMemory(), Patience);
        (close.MessageType, socket.CloseStatus, socket.CloseStatusDescription).ShouldBe((WebSocketMessageType.Close, WebSocketCloseStatus.PolicyViolation, "credentials_revoked"));

        var hub = rig.Services.GetRequiredService<StreamHub>();
        await HostRig.Until(() => Task.FromResult(hub.SubscriberCount == 2));
        hub.Keys().ShouldBe([kept.KeyId]);
        await rig.Ok<Revoked>(Callers.Admin, HttpMethod.Delete, $"/v1/admin/keys/{kept.KeyId}");
        Reason(await stays.Next()).ShouldBe("credentials_revoked");
        await HostRig.Until(() => Task.FromResult(hub.SubscriberCount == 1));
    }

    [Fact]
    public async Task A_key_that_another_process_has_taken_back_ends_its_stream_and_is_refused()
    {
        await using var rig = await HostRig.Start();
        var gone = await rig.Ok<IssuedKey>(Callers.Admin, HttpMethod.Post, "/v1/admin/keys", new KeyRequest(KeyHolder.Desk, "dora"));
        await using var ends = await StreamReader.Open(rig, Authorization(rig, gone, Parameters), Parameters);
        (await ends.Next()).Type.ShouldBe("snapshot");

        // All that another process does: the store that both share says so.
        (await rig.Node.Access.Revoke(gone.KeyId, rig.Node.NowMs, Patience)).ShouldBeTrue();
        Reason(await ends.Next()).ShouldBe("credentials_revoked");
        using var again = new Signer(gone).Sign(HttpMethod.Get, Target(Parameters), "", rig.Node.NowMs);
        using var refused = await rig.Client.SendAsync(again);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    private static string Target(string channels) => $"/v1/stream?channels={Uri.EscapeDataString(channels)}";

    private static string Authorization(HostRig rig, IssuedKey key, string channels)
    {
        using var signed = new Signer(key).Sign(HttpMethod.Get, Target(channels), "", rig.Node.NowMs);
        return signed.Headers.GetValues("Authorization").Single();
    }

    private static async Task<ClientWebSocket> Connect(HostRig rig, IssuedKey key)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", Authorization(rig, key, Margin));
        await socket.ConnectAsync(new(new Uri($"ws://{rig.Client.BaseAddress!.Authority}"), Target(Margin)), Patience);
        return socket;
    }

    private static async Task<StreamEvent> Receive(ClientWebSocket socket)
    {
        var buffer = new byte[16_384];
        var part = await socket.ReceiveAsync(buffer.AsMemory(), Patience);
        (part.MessageType, part.EndOfMessage).ShouldBe((WebSocketMessageType.Text, true), Encoding.UTF8.GetString(buffer, 0, part.Count));
        var item = JsonSerializer.Deserialize<StreamEvent>(buffer.AsSpan(0, part.Count), ApiJson.Options)!;
        return item.Type == "heartbeat" ? await Receive(socket) : item;
    }

    private static string? Reason(StreamEvent item)
    {
        item.Type.ShouldBe("closed");
        return item.Data!.Value.GetProperty("reason").GetString();
    }
}
