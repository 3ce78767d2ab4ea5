using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Contracts.Backtests;
using RiskCluster.Contracts.Operations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Operations;

namespace RiskCluster.Host.Tests.Operations;

/// <summary>What takes its time.</summary>
public sealed class OperationTests
{
    private const string Backtests = "/v1/backtests";

    [Fact]
    public async Task A_backtest_runs_beside_and_tells_what_the_command_line_tells()
    {
        await using var rig = await HostRig.StartStill();
        var request = new BacktestRequest("2025-01-02", "2025-01-06", RandomBooks: 1, Seed: 3);
        using var response = await rig.Send(Callers.Desk, HttpMethod.Post, Backtests, request, "b1");
        ((int)response.StatusCode).ShouldBe(202, await response.Content.ReadAsStringAsync());
        var location = response.Headers.Location!.OriginalString;
        var done = await Until(rig, location, operation => operation.Status == "done");
        (done.Kind, done.Progress, done.Problem).ShouldBe(("backtest", 1, null));
        var result = done.Result!.Value;
        (result.GetProperty("first_day").GetString(), result.GetProperty("last_day").GetString()).ShouldBe(("2025-01-02", "2025-01-06"));
        var rows = result.GetProperty("rows").EnumerateArray().ToList();
        rows.ShouldAllBe(row => row.GetProperty("coverage").GetProperty("days").GetInt32() == 5);
        rows.ShouldAllBe(row => row.GetProperty("mean_usd").GetDouble() > 0);

        using var again = await rig.Send(Callers.Desk, HttpMethod.Post, Backtests, request, "b1");
        again.Headers.Location!.OriginalString.ShouldBe(location, "the same request is the same operation");
        (await rig.Refused(Callers.Desk, HttpMethod.Post, Backtests, request with { Seed = 4 }, "b1")).Code.ShouldBe("idempotency_conflict");
        var other = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"requirement.initial_factor":9}""");
        var dearer = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, Backtests, request with { Set = other });
        var set = await Until(rig, $"/v1/operations/{dearer.Id}", operation => operation.Status == "done");
        Mean(set.Result!.Value).ShouldBeGreaterThan(2 * Mean(result));
    }

    [Theory]
    [InlineData("""{"from":"yesterday"}""", "from")]
    [InlineData("""{"from":"1999-01-01"}""", "from")]
    [InlineData("""{"to":"1999-01-01"}""", "to")]
    [InlineData("""{"random_books":101}""", "random_books")]
    [InlineData("""{"set":{"nowhere.deep":1}}""", "set.")]
    public async Task What_is_out_of_bounds_is_named_before_anything_runs(string body, string param)
    {
        await using var rig = await HostRig.StartStill();
        var problem = await rig.Refused(Callers.Desk, HttpMethod.Post, Backtests, body);
        (problem.Status, problem.Param!.StartsWith(param, StringComparison.Ordinal)).ShouldBe((400, true), problem.Param);
    }

    [Fact]
    public async Task An_operation_is_cancelled_while_it_waits_and_while_it_runs()
    {
        await using var rig = await HostRig.StartStill();
        var long1 = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, Backtests, new BacktestRequest(RandomBooks: 20));
        await Until(rig, $"/v1/operations/{long1.Id}", operation => operation.Status == "running" && operation.Progress > 0);
        var long2 = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, Backtests, new BacktestRequest(RandomBooks: 20));
        (await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Get, $"/v1/operations/{long2.Id}")).Status.ShouldBe("pending", "one runs at a time");
        (await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, $"/v1/operations/{long2.Id}:cancel")).Status.ShouldBe("cancelled");
        await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, $"/v1/operations/{long1.Id}:cancel");
        (await Until(rig, $"/v1/operations/{long1.Id}", operation => operation.FinishedAt is not null)).Status.ShouldBe("cancelled");
        (await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, $"/v1/operations/{long1.Id}:cancel")).Status.ShouldBe("cancelled");
    }

    [Fact]
    public async Task What_fails_says_why_without_its_inside_and_too_many_are_refused()
    {
        await using var rig = await HostRig.StartStill();
        var queue = rig.Services.GetRequiredService<OperationQueue>();
        var failed = queue.Submit("backtest", MessageId.Keyed("t", "1"), "", (_, _, _) => throw new InvalidOperationException("the inside"));
        var problem = (await Until(rig, $"/v1/operations/{failed.Id}", operation => operation.FinishedAt is not null)).Problem!;
        (problem.Status, problem.Reason, problem.Detail.Contains("inside", StringComparison.Ordinal)).ShouldBe((500, "internal_error", false));
        rig.Logs.Lines.ShouldContain(line => line.Contains("the inside", StringComparison.Ordinal));
        var blocked = new TaskCompletionSource();
        for (var i = 0; i <= OperationQueue.MostWaiting; i++)
        {
            var run = queue.Submit("backtest", MessageId.Keyed("t", $"w{i}"), "", async (_, _, _) =>
            {
                await blocked.Task;
                return default;
            });
            if (i == 0) await Until(rig, $"/v1/operations/{run.Id}", operation => operation.Status == "running");
        }

        Should.Throw<RefusedException>(() => queue.Submit("backtest", MessageId.Keyed("t", "more"), "", (_, _, _) => Task.FromResult<JsonElement>(default))).Problem.Code.ShouldBe(ProblemCode.TooManyRequests);
        blocked.SetResult();
    }

    [Fact]
    public async Task Operations_are_the_desks()
    {
        await using var rig = await HostRig.StartStill();
        foreach (var caller in new[] { Callers.Admin, Callers.Deribit, Callers.Owner("olga"), Callers.Keeper("kim"), Callers.Governor("ada") })
            (await rig.Refused(caller, HttpMethod.Post, Backtests, new BacktestRequest())).Code.ShouldBe("permission_denied");
        foreach (var caller in new[] { Callers.Deribit, Callers.Keeper("kim") })
        {
            (await rig.Refused(caller, HttpMethod.Get, "/v1/operations/x")).Code.ShouldBe("permission_denied");
            (await rig.Refused(caller, HttpMethod.Post, "/v1/operations/x:cancel")).Code.ShouldBe("permission_denied");
        }

        (await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/operations/x")).Reason.ShouldBe("unknown_operation");
        (await rig.Refused(null, HttpMethod.Post, Backtests, new BacktestRequest())).Status.ShouldBe(401);
    }

    private static double Mean(JsonElement result) => result.GetProperty("rows")[0].GetProperty("mean_usd").GetDouble();

    private static async Task<OperationDocument> Until(HostRig rig, string path, Func<OperationDocument, bool> condition)
    {
        for (var i = 0; ; i++)
        {
            var operation = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Get, path);
            if (condition(operation)) return operation;
            i.ShouldBeLessThan(3_000, $"the operation is {operation.Status}: {operation.Problem}");
            await Task.Delay(20);
        }
    }
}
