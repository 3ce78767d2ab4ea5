using System.Net;
using RiskCluster.Contracts.Venues;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Host.Tests.Access;

/// <summary>Quotas: asked before a body is read, by key, and by address where no key is proven.</summary>
public sealed class QuotaTests
{
    private static readonly ServeOptions Tight = new() { Journal = "memory:", KeyCallsPerSecond = 1, KeyCallsBurst = 20, AddressCallsPerSecond = 1, AddressCallsBurst = 20 };

    [Fact]
    public async Task Behind_a_trusted_proxy_callers_are_told_apart_and_nobody_chooses_his_address()
    {
        await using var trusting = await HostRig.StartStill(Tight with { TrustedProxies = ["127.0.0.0/8", "10.0.0.7"] });
        await Empty(trusting, "192.0.2.1");
        (await Status(trusting, "192.0.2.1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Status(trusting, "192.0.2.2")).ShouldBe(HttpStatusCode.OK);
        // What the caller says himself stands before what a proxy has seen.
        (await Status(trusting, "198.51.100.9, 192.0.2.1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Status(trusting, "192.0.2.1, 10.0.0.7")).ShouldBe(HttpStatusCode.TooManyRequests);

        await using var wary = await HostRig.StartStill(Tight);
        await Empty(wary, "192.0.2.1");
        (await Status(wary, "192.0.2.2")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Over_the_quota_a_key_waits_and_others_do_not()
    {
        await using var rig = await HostRig.StartStill(Tight);
        for (var i = 0; i < 20; i++) (await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/venues/none")).Code.ShouldBe("not_found");
        using var response = await rig.Send(Callers.Desk, HttpMethod.Get, "/v1/venues/none");
        var problem = await HostRig.Problem(response);
        (problem.Status, problem.Code, problem.Retryable, problem.RetryAfterMs).ShouldBe((429, "too_many_requests", true, 1_000));
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await rig.Refused(Callers.Admin, HttpMethod.Get, "/v1/venues/none")).Code.ShouldBe("not_found");
        rig.Clock!.Advance(TimeSpan.FromSeconds(1));
        (await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/venues/none")).Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task A_large_body_over_the_quota_is_refused_unread()
    {
        await using var rig = await HostRig.StartStill(Tight);
        for (var i = 0; i < 20; i++) (await rig.Refused(Callers.Admin, HttpMethod.Get, "/v1/venues/none")).Code.ShouldBe("not_found");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/venues") { Content = new StreamContent(new Endless()) };
        request.Headers.TryAddWithoutValidation("Authorization", TestAuthenticator.Header(Callers.Admin));
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentLength = 9_000_000;
        using var response = await rig.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Forged_calls_are_charged_to_their_address_and_not_to_the_key()
    {
        await using var rig = await HostRig.StartStill(Tight);
        var key = (await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", new VenueRegistration("deribit", "D", VenueMarketKind.Pool, "e", "USDC"))).Key!;
        var forger = new Signer(key with { Secret = new string('A', 43) });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var response = await rig.Client.SendAsync(forger.Sign(HttpMethod.Get, "/v1/venues/deribit", "", rig.Node.NowMs));
            statuses.Add(response.StatusCode);
        }

        statuses.Distinct().ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]);
        statuses.Count(status => status == HttpStatusCode.Unauthorized).ShouldBe(5, "20 tokens, 5 a failure, and the first below zero");
        rig.Clock!.Advance(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 20; i++)
        {
            using var own = await rig.Client.SendAsync(new Signer(key).Sign(HttpMethod.Get, "/v1/venues/deribit", "", rig.Node.NowMs));
            own.StatusCode.ShouldBe(HttpStatusCode.OK, "the key's own bucket is full");
        }
    }

    private static async Task Empty(HostRig rig, string address)
    {
        for (var i = 0; i < 20; i++) (await Status(rig, address)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> Status(HostRig rig, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/version");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        using var response = await rig.Client.SendAsync(request);
        return response.StatusCode;
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("the body was asked for");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
