using System.Net;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Host.Tests.Access;

/// <summary>Machines sign: what counts once, in time, for this server, and what is refused.</summary>
public sealed class SignedRequestTests
{
    private const string Beat = "/v1/venues/deribit/heartbeat";
    private const string Body = """{"sequence":1}""";

    [Fact]
    public async Task A_signed_request_counts_once()
    {
        await using var rig = await HostRig.Start();
        var signer = new Signer(await Register(rig));
        using var first = await rig.Client.SendAsync(signer.Sign(HttpMethod.Post, Beat, Body, rig.Node.NowMs, "AAAAAAAAAAAAAAAAAAAAAA"));
        first.StatusCode.ShouldBe(HttpStatusCode.OK, await first.Content.ReadAsStringAsync());
        (await Reason(rig, signer.Sign(HttpMethod.Post, Beat, Body, rig.Node.NowMs, "AAAAAAAAAAAAAAAAAAAAAA"))).ShouldBe("nonce_reused");
        using var read = await rig.Client.SendAsync(signer.Sign(HttpMethod.Get, "/v1/venues/deribit?x=%20y", "", rig.Node.NowMs, "BBBBBBBBBBBBBBBBBBBBBB"));
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Reason(rig, signer.Sign(HttpMethod.Get, "/v1/venues/deribit?x=%20y", "", rig.Node.NowMs, "BBBBBBBBBBBBBBBBBBBBBB"))).ShouldBe("nonce_reused");
        using var issued = await rig.Client.SendAsync(signer.Sign(HttpMethod.Post, "/v1/venues/deribit/keys", "", rig.Node.NowMs));
        var other = new Signer(System.Text.Json.JsonSerializer.Deserialize<IssuedKey>(await issued.Content.ReadAsStringAsync(), ApiJson.Options)!);
        using var others = await rig.Client.SendAsync(other.Sign(HttpMethod.Get, "/v1/venues/deribit", "", rig.Node.NowMs, "BBBBBBBBBBBBBBBBBBBBBB"));
        others.StatusCode.ShouldBe(HttpStatusCode.OK, "a nonce is its key's own");
    }

    [Fact]
    public async Task What_is_not_as_it_was_signed_is_refused()
    {
        await using var rig = await HostRig.Start();
        var key = await Register(rig);
        var signer = new Signer(key);
        var nowMs = rig.Node.NowMs;
        (await Reason(rig, signer.Sign(HttpMethod.Post, Beat, Body, nowMs, signedBody: """{"sequence":2}"""))).ShouldBe("signature_invalid");
        (await Reason(rig, signer.Sign(HttpMethod.Post, Beat, Body, nowMs, signedPath: "/v1/venues/derive/heartbeat"))).ShouldBe("signature_invalid");
        (await Reason(rig, new Signer(key, "elsewhere").Sign(HttpMethod.Post, Beat, Body, nowMs))).ShouldBe("signature_invalid");
        (await Reason(rig, new Signer(key with { Secret = new string('A', 43) }).Sign(HttpMethod.Post, Beat, Body, nowMs))).ShouldBe("signature_invalid");
        (await Reason(rig, new Signer(key with { KeyId = "venue_deribit_aaaaaaaaaaaa" }).Sign(HttpMethod.Post, Beat, Body, nowMs))).ShouldBe("signature_invalid");
        (await Reason(rig, signer.Sign(HttpMethod.Post, Beat, Body, nowMs - 6_000))).ShouldBe("timestamp_outside_window");
        (await Reason(rig, signer.Sign(HttpMethod.Post, Beat, Body, nowMs + 60_000))).ShouldBe("timestamp_outside_window");
        using var foreign = await rig.Client.SendAsync(signer.Sign(HttpMethod.Post, "/v1/venues/derive/heartbeat", Body, nowMs));
        (await HostRig.Problem(foreign)).Reason.ShouldBe("not_yours");
    }

    [Theory]
    [InlineData("RC1-HMAC-SHA256", "credentials_malformed")]
    [InlineData("RC1-HMAC-SHA256 key=a, key=b, timestamp=1, nonce=AAAAAAAAAAAAAAAA", "credentials_malformed")]
    [InlineData("RC1-HMAC-SHA256 key=a, timestamp=-1, nonce=AAAAAAAAAAAAAAAA, signature=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "credentials_malformed")]
    [InlineData("RC1-HMAC-SHA256 key=a, timestamp=1, nonce=short, signature=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "credentials_malformed")]
    [InlineData("RC1-HMAC-SHA256 key=a, timestamp=1, nonce=AAAAAAAAAAAAAAAA, signature=AA", "credentials_malformed")]
    [InlineData("Basic abc", "unknown_scheme")]
    [InlineData("Bearer abc", "token_invalid")]
    public async Task Malformed_credentials_are_refused(string header, string reason)
    {
        await using var rig = await HostRig.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/admin/keys");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        (await Reason(rig, request)).ShouldBe(reason);
    }

    [Fact]
    public async Task A_replay_is_refused_after_a_restart_too()
    {
        await using var rig = await HostRig.StartStill(new());
        var signer = new Signer(await Register(rig));
        using var first = await rig.Client.SendAsync(signer.Sign(HttpMethod.Post, Beat, Body, rig.Node.NowMs, "AAAAAAAAAAAAAAAAAAAAAA"));
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        await rig.Restart();
        (await Reason(rig, signer.Sign(HttpMethod.Post, Beat, Body, rig.Node.NowMs, "AAAAAAAAAAAAAAAAAAAAAA"))).ShouldBe("nonce_reused");
        using var fresh = await rig.Client.SendAsync(signer.Sign(HttpMethod.Post, Beat, Body, rig.Node.NowMs));
        fresh.StatusCode.ShouldBe(HttpStatusCode.OK, "the key is as good as before");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_counts_once_here_and_what_reserves_counts_once_after_a_restart_too(bool reserve)
    {
        await using var rig = await HostRig.StartStill(new());
        var signer = new Signer(await Register(rig));
        const string Nonce = "BBBBBBBBBBBBBBBBBBBBBB";
        var body = $$"""{"order_id":"o","instrument":"BTC_USDC-PERPETUAL","size":"1","price":"65000","reserve":{{(reserve ? "true" : "false")}}}""";
        HttpRequestMessage Check() => signer.Sign(HttpMethod.Post, "/v1/venues/deribit/accounts/a:check-order", body, rig.Node.NowMs, Nonce);
        using var first = await rig.Client.SendAsync(Check());
        (await HostRig.Problem(first)).Code.ShouldBe("unknown_instrument");
        (await Reason(rig, Check())).ShouldBe("nonce_reused");
        await rig.Restart();
        using var again = await rig.Client.SendAsync(Check());
        (await HostRig.Problem(again)).Reason.ShouldBe(reserve ? "nonce_reused" : "unknown_instrument");
    }

    [Fact]
    public async Task Keys_are_rotated_and_revoked_and_their_secrets_are_nowhere()
    {
        await using var rig = await HostRig.StartStill(new());
        var old = await Register(rig);
        using var issued = await rig.Client.SendAsync(new Signer(old).Sign(HttpMethod.Post, "/v1/venues/deribit/keys", "", rig.Node.NowMs));
        var fresh = System.Text.Json.JsonSerializer.Deserialize<IssuedKey>(await issued.Content.ReadAsStringAsync(), ApiJson.Options)!;
        fresh.KeyId.ShouldNotBe(old.KeyId);
        using var revoked = await rig.Client.SendAsync(new Signer(fresh).Sign(HttpMethod.Delete, $"/v1/venues/deribit/keys/{old.KeyId}", "", rig.Node.NowMs));
        revoked.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Reason(rig, new Signer(old).Sign(HttpMethod.Post, Beat, Body, rig.Node.NowMs))).ShouldBe("signature_invalid");

        var keeper = await rig.Ok<IssuedKey>(Callers.Admin, HttpMethod.Post, "/v1/admin/keys", new KeyRequest(KeyHolder.Keeper, "k1"));
        (await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/admin/keys", new KeyRequest(KeyHolder.Keeper, "k1", ["admin"]))).Reason.ShouldBe("scopes");
        using var asKeeper = await rig.Client.SendAsync(new Signer(keeper).Sign(HttpMethod.Get, "/v1/admin/keys", "", rig.Node.NowMs));
        (await HostRig.Problem(asKeeper)).Reason.ShouldBe("scope_missing");
        (await rig.Ok<Revoked>(Callers.Admin, HttpMethod.Delete, $"/v1/admin/keys/{keeper.KeyId}")).Duplicate.ShouldBeFalse();
        (await rig.Ok<Revoked>(Callers.Admin, HttpMethod.Delete, $"/v1/admin/keys/{keeper.KeyId}")).Duplicate.ShouldBeTrue();
        (await rig.Refused(Callers.Admin, HttpMethod.Delete, "/v1/admin/keys/keeper_x_aaaaaaaaaaaa")).Code.ShouldBe("not_found");
        (await Reason(rig, new Signer(keeper).Sign(HttpMethod.Get, "/v1/admin/keys", "", rig.Node.NowMs))).ShouldBe("signature_invalid");

        await rig.Restart();
        foreach (var key in new[] { old, fresh, keeper })
        {
            rig.Logs.Lines.ShouldNotContain(line => line.Contains(key.Secret));
            rig.Kept().ShouldNotContain(text => text.Contains(key.Secret));
        }
    }

    [Fact]
    public async Task A_fresh_server_tells_the_operators_key_once_and_it_works()
    {
        await using var rig = await HostRig.StartStill(new());
        var line = rig.Console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        var parts = line.Split(' ').Where(part => part.Contains('=')).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var key = new IssuedKey(parts["key_id"], parts["secret"]);
        await rig.Restart();
        rig.Console.ToString().Trim().ShouldBe(line, "told once");
        using var list = await rig.Client.SendAsync(new Signer(key).Sign(HttpMethod.Get, "/v1/admin/keys", "", rig.Node.NowMs));
        var keys = System.Text.Json.JsonSerializer.Deserialize<Page<KeyDocument>>(await list.Content.ReadAsStringAsync(), ApiJson.Options)!;
        keys.Items.ShouldHaveSingleItem().KeyId.ShouldBe(key.KeyId);
        rig.Logs.Lines.ShouldNotContain(text => text.Contains(key.Secret));
    }

    private static async Task<IssuedKey> Register(HostRig rig) =>
        (await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", new VenueRegistration("deribit", "Deribit", VenueMarketKind.CentralBook, "ethereum", "USDC"))).Key!;

    private static async Task<string> Reason(HostRig rig, HttpRequestMessage request)
    {
        using var response = await rig.Client.SendAsync(request);
        var problem = await HostRig.Problem(response);
        (problem.Status, problem.Code).ShouldBe((401, "unauthenticated"));
        response.Headers.WwwAuthenticate.Count.ShouldBe(2);
        return problem.Reason;
    }
}
