using RiskCluster.Client.Access;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Client.Tests.Calls;

/// <summary>What is sent again, and what never is.</summary>
public sealed class RepetitionTests
{
    private const string Applied = """{"applied_sequence":1,"duplicate":false}""";
    private const string Issued = """{"key_id":"k","secret":"s"}""";
    private static readonly Uri First = new("http://first");
    private static readonly Uri Second = new("http://second");
    private static readonly CollateralUpdate Cash = new(1, 1, 10, []);

    [Fact]
    public async Task A_write_is_repeated_under_its_key_with_a_new_signature()
    {
        using var server = new ScriptedServer().Breaks().Refuses(503, "unavailable", isRetryable: true).Answers(Applied);
        using var client = Client(server);
        (await client.Accounts.SetCollateral("atlas", "alice", Cash)).AppliedSequence.ShouldBe(1);
        server.Requests.Count.ShouldBe(3);
        server.Requests.Select(request => request.IdempotencyKey).Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrEmpty();
        server.Requests.Select(request => request.Body).Distinct().ShouldHaveSingleItem().ShouldBe("""{"epoch":1,"sequence":1,"cash_usd":"10","items":[]}""");
        server.Requests.Select(request => request.Authorization).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Two_writes_have_two_keys_and_a_key_that_is_given_is_kept()
    {
        using var server = new ScriptedServer().Answers(Applied).Answers(Applied).Answers(Applied);
        using var client = Client(server);
        await client.Accounts.SetCollateral("atlas", "alice", Cash);
        await client.Accounts.SetCollateral("atlas", "alice", Cash);
        await client.Accounts.SetCollateral("atlas", "alice", Cash, key: "mine");
        server.Requests[0].IdempotencyKey.ShouldNotBe(server.Requests[1].IdempotencyKey);
        server.Requests[2].IdempotencyKey.ShouldBe("mine");
    }

    [Theory]
    [InlineData(400, "invalid_argument")]
    [InlineData(401, "unauthenticated")]
    [InlineData(409, "sequence_gap")]
    [InlineData(422, "idempotency_conflict")]
    public async Task What_is_refused_for_good_is_not_repeated(int status, string code)
    {
        using var server = new ScriptedServer().Refuses(status, code, isRetryable: false).Answers(Applied);
        using var client = Client(server);
        var refused = await Should.ThrowAsync<RiskClusterException>(() => client.Accounts.SetCollateral("atlas", "alice", Cash));
        (refused.Problem.Status, refused.Problem.Code, refused.Problem.Detail).ShouldBe((status, code, "detail"));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_is_never_issued_twice()
    {
        using var broken = new ScriptedServer().Breaks().Answers(Issued);
        using var client = Client(broken, First, Second);
        await Should.ThrowAsync<ServerUnreachableException>(() => client.Venues.IssueKey("atlas"));
        broken.Requests.Count.ShouldBe(1);

        using var busy = new ScriptedServer().Refuses(503, "unavailable", isRetryable: true).Answers(Issued);
        using var other = Client(busy);
        await Should.ThrowAsync<RiskClusterException>(() => other.Venues.IssueKey("atlas"));
        busy.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_no_connection_comes_about_the_next_server_is_asked_even_for_a_key()
    {
        using var server = new ScriptedServer().Breaks(HttpRequestError.ConnectionError).Answers(Issued).Answers(Applied);
        using var client = Client(server, First, Second);
        (await client.Venues.IssueKey("atlas")).KeyId.ShouldBe("k");
        await client.Accounts.SetCollateral("atlas", "alice", Cash);
        server.Requests.Select(request => request.Host).ShouldBe(["first", "second", "second"]);
    }

    [Fact]
    public async Task A_server_that_breaks_off_is_left_for_the_next()
    {
        using var server = new ScriptedServer().Breaks().Answers(Applied);
        using var client = Client(server, First, Second);
        await client.Accounts.SetCollateral("atlas", "alice", Cash);
        server.Requests.Select(request => request.Host).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task When_the_server_says_how_long_to_wait_the_client_does()
    {
        using var server = new ScriptedServer().Refuses(429, "too_many_requests", isRetryable: true, TimeSpan.FromSeconds(1)).Answers(Applied);
        using var client = Client(server, First, Second);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        await client.Accounts.SetCollateral("atlas", "alice", Cash);
        System.Diagnostics.Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(950));
        server.Requests.Select(request => request.Host).ShouldBe(["first", "first"]);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_told_instead()
    {
        using var server = new ScriptedServer().Refuses(429, "too_many_requests", isRetryable: true, TimeSpan.FromHours(1)).Answers(Applied);
        using var client = Client(server);
        (await Should.ThrowAsync<RiskClusterException>(() => client.Accounts.SetCollateral("atlas", "alice", Cash))).Problem.Code.ShouldBe("too_many_requests");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_gives_up_after_so_many_attempts_and_says_whom_it_asked()
    {
        using var server = new ScriptedServer().Breaks().Breaks().Breaks().Breaks();
        using var client = Client(server, First, Second);
        (await Should.ThrowAsync<ServerUnreachableException>(() => client.Venues.Get("atlas"))).Message.ShouldContain("http://first, http://second");
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_attempt_that_hangs_is_given_up_and_repeated()
    {
        using var server = new ScriptedServer().Hangs().Answers(Applied);
        using var client = new RiskClusterClient([First], Credentials.Token("t"), Quick with { AttemptTimeout = TimeSpan.FromMilliseconds(300) }, server);
        (await client.Accounts.SetCollateral("atlas", "alice", Cash)).AppliedSequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_ends_when_its_time_is_over_and_when_its_caller_gives_up()
    {
        using var server = new ScriptedServer().Hangs().Hangs();
        using var client = new RiskClusterClient([First], Credentials.Token("t"), Quick with { CallTimeout = TimeSpan.FromMilliseconds(300), Retries = 0 }, server);
        await Should.ThrowAsync<ServerUnreachableException>(() => client.Venues.Get("atlas"));
        using var caller = new CancellationTokenSource(100);
        await Should.ThrowAsync<OperationCanceledException>(() => client.Venues.Get("atlas", caller.Token));
    }

    [Fact]
    public async Task A_request_that_was_too_late_is_signed_anew()
    {
        using var server = new ScriptedServer().Refuses(401, "unauthenticated", isRetryable: false, reason: "timestamp_outside_window").Answers(Applied);
        using var client = Client(server);
        (await client.Accounts.SetCollateral("atlas", "alice", Cash)).AppliedSequence.ShouldBe(1);
    }

    [Fact]
    public async Task Whether_a_server_is_ready_is_asked_without_credentials()
    {
        using var server = new ScriptedServer().Answers("{}").Refuses(503, "unavailable", isRetryable: true);
        using var client = Client(server);
        (await client.IsReady()).ShouldBeTrue();
        (await client.IsReady()).ShouldBeFalse();
        server.Requests.Select(request => request.Authorization).ShouldBe([null, null]);
    }

    [Theory]
    [InlineData(502, "unavailable")]
    [InlineData(404, "not_understood")]
    public async Task What_a_proxy_says_is_a_problem_too(int status, string code)
    {
        using var server = new ScriptedServer().Says(status, "<html>").Says(status, "<html>").Says(status, "<html>");
        using var client = Client(server);
        (await Should.ThrowAsync<RiskClusterException>(() => client.Venues.Get("atlas"))).Problem.Code.ShouldBe(code);
        server.Requests.Count.ShouldBe(status == 502 ? 3 : 1);
    }

    [Fact]
    public async Task Names_are_escaped_in_paths()
    {
        using var server = new ScriptedServer().Says(404, "").Says(404, "");
        using var client = Client(server);
        await Should.ThrowAsync<RiskClusterException>(() => client.Portfolios.Margin("atlas/alice"));
        await Should.ThrowAsync<RiskClusterException>(() => client.Liquidations.List(venue: "a&b", limit: 7));
        server.Requests.Select(request => request.Target).ShouldBe(["/v1/portfolios/atlas%2Falice/margin", "/v1/liquidations?venue=a%26b&limit=7"]);
    }

    [Fact]
    public void Addresses_and_options_that_are_none_are_refused()
    {
        Should.Throw<ArgumentException>(() => new RiskClusterClient([], Credentials.None));
        Should.Throw<ArgumentException>(() => new RiskClusterClient(new Uri("ftp://x"), Credentials.None));
        Should.Throw<ArgumentException>(() => new RiskClusterClient([First], Credentials.None, new() { Retries = 21 }));
        Should.Throw<ArgumentException>(() => new RiskClusterClient([First], Credentials.None, new() { CallTimeout = TimeSpan.Zero }));
    }

    private static ClientOptions Quick { get; } = new() { Retries = 2, FirstDelay = TimeSpan.FromMilliseconds(1), AttemptTimeout = TimeSpan.FromMinutes(1) };

    private static RiskClusterClient Client(ScriptedServer server, params Uri[] addresses) =>
        new(addresses.Length == 0 ? [First] : addresses, Credentials.Key("k", "AAAA"), Quick, server);
}
