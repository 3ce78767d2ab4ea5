using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Operations;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Host.WebConsole;

namespace RiskCluster.Console.Tests.Desk;

/// <summary>The API's answers from a made-up book, in the contracts' own records, so that every state a desk can get into is there to be seen; and the console itself, as the server sends it.</summary>
internal sealed class DeskServer : IAsyncDisposable
{
    private const int PageRows = 200;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private readonly WebApplication app;
    private readonly Timer market;
    private readonly ConcurrentDictionary<string, (string Kind, long StartedAt)> runs = [];
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly string explain = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Desk", "explain.json"));

    private DeskServer(WebApplication app)
    {
        this.app = app;
        Book = new(clock);
        Markets = new(clock, Book);
        Governance = new(clock);
        Stream = new(clock, Book, Markets);
        market = new(_ => Step(), null, Pace, Pace);
    }

    public Book Book { get; }

    public MarketBook Markets { get; }

    public GovernanceBook Governance { get; }

    public DeskStream Stream { get; }

    public Uri Address => new(app.Urls.Single());

    public static async Task<DeskServer> Start(ConsoleArchive console, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(console);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        var server = new DeskServer(builder.Build());
        server.app.UseMiddleware<ConsoleGate>();
        server.app.Use(Known);
        server.MapReads();
        server.MapWrites();
        server.MapFaults();
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Stream.Cut();
        await market.DisposeAsync();
        await app.DisposeAsync();
    }

    private void Step()
    {
        Book.Step();
        Stream.Tell();
    }

    private static async Task Known(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/v1") && (http.Items["who"] = await DeskKeys.Caller(http.Request)) is null)
            await Refuse(StatusCodes.Status401Unauthorized, "unauthenticated", "signature", "the credentials prove nobody").ExecuteAsync(http);
        else
            await next(http);
    }

    private void MapReads()
    {
        app.MapGet("/version", () => new VersionReport("1.0", DeskKeys.Audience, "embedded", "riskcluster-1", GovernanceBook.ActiveHash, 7, clock.GetUtcNow().ToUnixTimeMilliseconds()));
        app.MapGet("/v1/portfolios", (string? cursor) =>
        {
            var start = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
            var rows = Book.Rows();
            return new Page<PortfolioRow>([.. rows.Skip(start).Take(PageRows)], start + PageRows < rows.Count ? (start + PageRows).ToString(CultureInfo.InvariantCulture) : null);
        });
        app.MapGet("/v1/portfolios/{owner}", (string owner) => Book.Rows().FirstOrDefault(row => row.Owner == owner) is { } row ? Results.Ok(row) : Refuse(404, "not_found", "no_margin", $"'{owner}' holds nothing that is margined"));
        app.MapGet("/v1/portfolios/{owner}/margin", (string owner) => owner == "nobody" ? Refuse(404, "not_found", "no_margin", "'nobody' holds nothing that is margined") : Results.Ok(Book.Report(owner)));
        app.MapGet("/v1/portfolios/{owner}/margin/heatmap", (string owner) => Book.Heatmap(owner));
        app.MapGet("/v1/portfolios/{owner}/margin/explain", (string owner) => Explain(owner));
        const string account = "/v1/venues/{venue}/accounts/{account}";
        app.MapGet(account, (string venue, string account) => Book.Account($"{venue}/{account}"));
        app.MapGet($"{account}/margin", (string venue, string account) => Book.Report($"{venue}/{account}"));
        app.MapGet($"{account}/margin/heatmap", (string venue, string account) => Book.Heatmap($"{venue}/{account}"));
        app.MapGet($"{account}/margin/explain", (string venue, string account) => Explain($"{venue}/{account}"));
        app.MapGet("/v1/liquidations", () => new Page<LiquidationDocument>(Markets.Tasks()));
        app.MapGet("/v1/liquidations/unwinds", () => new Page<UnwindDocument>([.. MarketBook.Unwound.Select(Markets.Unwind)]));
        app.MapGet("/v1/liquidations/unwinds/{owner}", (string owner) => Markets.Unwind(owner));
        app.MapGet("/v1/market-data", () => new Page<MarketDocument>([.. MarketBook.Underlyings.Select(Markets.Market)]));
        app.MapGet("/v1/market-data/{underlying}", (string underlying) => Markets.Market(underlying));
        app.MapGet("/v1/oracle/{underlying}/status", (string underlying) => Markets.Oracle(underlying));
        app.MapGet("/v1/parameters", GovernanceBook.Active);
        app.MapGet("/v1/parameters/proposals", () => new Page<ProposalDocument>(Governance.Proposals));
        app.MapGet("/v1/operations/{id}", (string id) => runs.TryGetValue(id, out var run) ? Results.Ok(Operation(id, run.Kind, run.StartedAt)) : Refuse(404, "not_found", "no_operation", $"there is no {id}"));
        app.MapGet("/v1/stream", (HttpContext http, string channels) => Stream.Run(http, channels));
    }

    private void MapWrites()
    {
        app.MapPost("/v1/margin:simulate", (MarginSimulation body) => Simulated(body));
        app.MapPost("/v1/parameters/proposals", (HttpContext http, ProposalRequest body) =>
            http.Request.Headers.IfMatch == $"\"{GovernanceBook.ActiveHash}\"" ? Results.Ok(Governance.Propose(Who(http), body)) : Refuse(412, "version_conflict", "base_changed", "in force is another version"));
        app.MapPost("/v1/parameters/proposals/{number:long}:approve", (long number, HttpContext http, ApprovalRequest body) => Results.Ok(Governance.Approve(number, Who(http), body)));
        app.MapPost("/v1/parameters/proposals/{number:long}:reject", (long number, HttpContext http, ReasonRequest body) => Results.Ok(Governance.Reject(number, Who(http))));
        app.MapPost("/v1/backtests", () => Begin("backtest"));
        app.MapPost("/v1/contagion-runs", () => Begin("contagion_run"));
    }

    private void MapFaults()
    {
        app.MapPost("/desk/cut", Stream.Cut);
        app.MapPost("/desk/skip", (string channel) => Stream.Skip(channel));
        app.MapGet("/desk/stream", () => new { opened = Stream.Opened, resumed = Stream.Resumed });
    }

    private IResult Explain(string portfolio)
    {
        var document = JsonNode.Parse(explain)!.AsObject();
        document["report"] = JsonSerializer.SerializeToNode(Book.Report(portfolio), ApiJson.Options);
        return Results.Text(document.ToJsonString(), "application/json");
    }

    private IResult Simulated(MarginSimulation body)
    {
        if (body.SimulatedPositionChanges?.FirstOrDefault(change => change.Instrument.StartsWith("DOGE", StringComparison.Ordinal)) is { } unknown)
            return Refuse(422, "unknown_instrument", "not_priced", $"'{unknown.Instrument}' is listed nowhere", "simulated_position_changes");
        var before = body.Account is null && body.Owner is null ? null : Book.Report(body.Account ?? body.Owner!).Margin;
        var (equity, initial) = (before?.Equity ?? 0, before?.InitialMargin ?? 0);
        var size = body.SimulatedPositionChanges?.Sum(change => change.Size) ?? 0;
        var move = body.Overrides?.Sum(market => market.PriceMove) ?? 0;
        var (postEquity, postInitial) = (equity + body.CashChange + (equity * move), Math.Max(0, initial + (Math.Abs(size) * 1_250.5m)));
        var isValid = postEquity >= postInitial;
        return Results.Ok(new SimulatedMargin(
            equity, initial, initial * 0.78m, equity - initial, equity - (initial * 0.78m), State(equity, initial), postEquity, postInitial, postInitial * 0.78m, postEquity - postInitial, postEquity - (postInitial * 0.78m), State(postEquity, postInitial),
            [new("scan", initial * 0.83m, postInitial * 0.83m), new("contingencies", initial * 0.12m, postInitial * 0.12m), new("unwind_cost", initial * 0.05m, postInitial * 0.05m), new("cash", equity * 0.3m, (equity * 0.3m) + body.CashChange)],
            isValid, [isValid ? "equity_covers_initial_margin" : "equity_below_initial_margin"], MarginStatus.Ok, Book.AsOf()));
    }

    private static PortfolioCondition State(decimal equity, decimal initial) =>
        equity < 0 ? PortfolioCondition.Bankrupt : equity < initial * 0.78m ? PortfolioCondition.Liquidating : equity < initial ? PortfolioCondition.Restricted : PortfolioCondition.Healthy;

    private IResult Begin(string kind)
    {
        var id = $"{kind}-{runs.Count + 1}";
        runs[id] = (kind, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return Results.Accepted($"/v1/operations/{id}", Operation(id, kind, runs[id].StartedAt));
    }

    private OperationDocument Operation(string id, string kind, long startedAt)
    {
        const double lengthMs = 3_000;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var progress = Math.Min(1, (now - startedAt) / lengthMs);
        if (progress < 1) return new(id, kind, "running", progress, startedAt, null, null, null);
        var result = new JsonObject
        {
            ["model"] = "riskcluster-1 1.1.0",
            ["first_day"] = "2025-01-01",
            ["is_conservative"] = true,
            ["rows"] = new JsonArray(
                new JsonObject { ["book"] = "short strangle", ["measure"] = "initial_margin", ["days"] = 396, ["exceedances"] = 1, ["expected"] = 3.96, ["worst_loss"] = "18231.77" },
                new JsonObject { ["book"] = "long gamma", ["measure"] = "initial_margin", ["days"] = 396, ["exceedances"] = 0, ["expected"] = 3.96, ["worst_loss"] = "-912.04" }),
            ["steps"] = new JsonArray(1, 2, 3),
        };
        return new(id, kind, "done", 1, startedAt, startedAt + (long)lengthMs, JsonSerializer.SerializeToElement(result), null);
    }

    private static string Who(HttpContext http) => (string)http.Items["who"]!;

    private static IResult Refuse(int status, string code, string reason, string detail, string? param = null) =>
        Results.Json(new ProblemDocument($"/docs/problems#{code}", code.Replace('_', ' '), status, code, reason, detail, "r-1", false, param), ApiJson.Options, "application/problem+json", status);
}
