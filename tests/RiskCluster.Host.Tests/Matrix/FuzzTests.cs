using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Contracts;
using RiskCluster.Host.Access;
using RiskCluster.Host.Configuration;
using Xunit.Abstractions;

namespace RiskCluster.Host.Tests.Matrix;

/// <summary>Whatever a body says, no route answers 500: bodies of the right shape with strange values, broken ones, and noise, on every route that takes one.</summary>
public sealed class FuzzTests(ITestOutputHelper log)
{
    private const int BodiesARoute = 60;

    private static readonly Caller Everybody = new("fuzz", [.. Enum.GetValues<Scope>()], "own", "ownowner", "s1", "k1");

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "1.5", "9223372036854775807", "1e400", "\"\"", "\"0\"", "\"-1\"", "\"1e5\"", "\"79228162514264337593543950335\"", "\"0.0000000000000000000000000001\"",
        "\"BTC-PERPETUAL\"", "\"own\"", "\"a/b\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[null]", "[[]]", "\"" + new string('x', 300) + "\"", "[{\"instrument\":\"BTC\",\"size\":\"1\"}]",
    ];

    [Fact]
    public async Task No_body_makes_the_server_fail()
    {
        await using var rig = await HostRig.StartStill(new ServeOptions { Journal = "memory:", KeyCallsPerSecond = 1e6, KeyCallsBurst = 1e6 });
        var statuses = new SortedDictionary<int, int>();
        var faults = new List<string>();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        log.WriteLine($"seed {seed}");
        foreach (var route in RouteCase.Of(rig.Services.GetServices<EndpointDataSource>()).Where(route => route.Body is not null))
            for (var i = 0; i < BodiesARoute; i++)
            {
                var body = Body(route.Body!, random);
                using var response = await rig.Send(Everybody, new(route.Method), route.Path("own", "mine", "ownowner"), body);
                var status = (int)response.StatusCode;
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                if (status >= 500 && (await HostRig.Problem(response)) is { Code: not "unavailable" and not "oracle_stale" } problem) faults.Add($"{route} {body}: {problem.Detail}");
            }

        log.WriteLine(string.Join(", ", statuses.Select(item => $"{item.Key}: {item.Value}")));
        faults.ShouldBeEmpty($"seed {seed}: " + string.Join('\n', rig.Logs.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)).Take(3)));
        statuses.Keys.ShouldContain(200, "some bodies are right");
        statuses.Keys.ShouldContain(400);
    }

    [Theory]
    [InlineData(10_000_001, 413, "body_too_large")]
    [InlineData(9_000_000, 400, "body_malformed")]
    public async Task A_body_beyond_the_limit_is_not_read(int size, int status, string reason)
    {
        await using var rig = await HostRig.Start();
        rig.Client.DefaultRequestHeaders.ExpectContinue = true;
        var problem = await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/venues", new string(' ', size));
        (problem.Status, problem.Reason).ShouldBe((status, reason));
    }

    [Fact]
    public async Task A_body_that_nests_too_deep_is_refused()
    {
        await using var rig = await HostRig.Start();
        var problem = await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/venues", $$"""{"venue":{{new string('[', 40)}}{{new string(']', 40)}}}""");
        problem.Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("/v1/admin/journal/verify", """{"checkpoint":"\ud800"}""")]
    [InlineData("/v1/parameters/proposals", """{"document":{"format":"\udc00"}}""")]
    [InlineData("/v1/parameters/proposals", """{"set":{"name":"a\ud800b"}}""")]
    [InlineData("/v1/backtests", """{"set":{"\ud800":1}}""")]
    public async Task Half_a_character_is_refused(string path, string body)
    {
        await using var rig = await HostRig.Start();
        var problem = await rig.Refused(Everybody, HttpMethod.Post, path, body);
        problem.Status.ShouldBe(400);
        problem.Reason.ShouldBeOneOf("half_character", "field_malformed", "body_malformed");
    }

    private static string Body(Type type, Random random)
    {
        var body = Shaped(type, random, 0);
        var at = random.Next(body.Length);
        return random.Next(10) switch
        {
            0 => body[..at],
            1 => body[..at] + "\"{},\\0 "[random.Next(7)] + body[(at + 1)..],
            2 => Encoding.Latin1.GetString([.. Enumerable.Range(0, random.Next(40)).Select(_ => (byte)random.Next(256))]),
            _ => body,
        };
    }

    // An object with the record's own fields, each with a value of its kind or, now and then, any other.
    private static string Shaped(Type type, Random random, int depth)
    {
        var fields = ApiJson.Options.GetTypeInfo(type).Properties.Select(property => $"{JsonSerializer.Serialize(property.Name)}:{(random.Next(8) == 0 ? Any(Values, random) : Right(property.PropertyType, random, depth))}");
        return "{" + string.Join(',', fields) + "}";
    }

    private static string Right(Type type, Random random, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return Any(["\"own\"", "\"BTC-PERPETUAL\"", "\"s1\"", "\"ethereum\"", "\"USDC\"", "\"x\"", "\"a b\""], random);
        if (plain == typeof(decimal)) return Any(["\"1\"", "\"-2.5\"", "\"65000\"", "\"0\"", "\"1000000000000000000000\"", "\"0.6\""], random);
        if (plain == typeof(bool)) return Any(["true", "false"], random);
        if (plain.IsEnum) return JsonSerializer.Serialize(JsonNamingPolicy.SnakeCaseLower.ConvertName(Any(Enum.GetNames(plain), random)));
        if (plain == typeof(long) || plain == typeof(int)) return Any(["0", "1", "2", "7", "1767225600000", "2147483647", "-5"], random);
        if (plain == typeof(double)) return Any(["0", "-1.5", "1e300"], random);
        if (plain.IsAssignableTo(typeof(System.Collections.IEnumerable)))
            return depth > 2 || plain.GetGenericArguments() is not [var item] ? "[]" : $"[{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => Right(item, random, depth + 1)))}]";
        return depth > 3 || plain == typeof(object) ? "null" : Shaped(plain, random, depth + 1);
    }

    private static string Any(string[] values, Random random) => values[random.Next(values.Length)];
}
