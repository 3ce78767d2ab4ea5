using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Oracle;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Host.Api.MarketData;

/// <summary>What sources say of markets, and what they agree on.</summary>
internal static class MarketDataRoutes
{
    private const string Tag = "Market data";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/market-data/{underlying}/observations", Observe)
            .For(Whose.Self, Scope.OracleSubmit)
            .Says(Tag, "observe", "A source says what it saw", "The source is the caller; one that is registered with a public key signs what it says. Without an Idempotency-Key its sequence names the observation; a redelivery changes nothing.")
            .Gives<ObservationAccepted>()
            .Refuses(ProblemCode.NotFound, ProblemCode.PermissionDenied, ProblemCode.StaleSequence, ProblemCode.OracleStale, ProblemCode.OracleDeviation, ProblemCode.IdempotencyConflict);
        routes.MapGet("/v1/market-data", List)
            .For(Whose.Anybody, Scope.VenueWrite, Scope.AccountRead, Scope.OracleSubmit, Scope.Keeper, Scope.ParamsPropose, Scope.ParamsApprove, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "listMarkets", "All markets that have a price, by underlying")
            .Gives<Page<MarketDocument>>();
        routes.MapGet("/v1/market-data/{underlying}", Get)
            .For(Whose.Anybody, Scope.VenueWrite, Scope.AccountRead, Scope.OracleSubmit, Scope.Keeper, Scope.ParamsPropose, Scope.ParamsApprove, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "getMarket", "A market as its sources agree on it")
            .Gives<MarketDocument>()
            .Refuses(ProblemCode.NotFound);
        routes.MapGet("/v1/oracle/{underlying}/status", Status)
            .For(Whose.Anybody, Scope.VenueWrite, Scope.AccountRead, Scope.OracleSubmit, Scope.Keeper, Scope.ParamsPropose, Scope.ParamsApprove, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "getOracleStatus", "How an underlying's sources are: age, standing, deviation")
            .Gives<OracleStatus>()
            .Refuses(ProblemCode.NotFound);
    }

    private static async Task<IResult> Observe(string underlying, Body<ObservationReport> body, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var (market, report) = (node.Actors.MarketData(Names.Checked("underlying", underlying)), body.Value);
        var observe = SourceRules.Observed(http.Caller().Source!, report, (await market.Read(fenced: false, cancellation)).State);
        var id = http.MessageId(string.Create(CultureInfo.InvariantCulture, $"observation:{report.Sequence}"));
        var answer = await Taken(market.Tell(new(id, observe), cancellation));
        HostMeters.ObservationTaken(underlying, node.NowMs - report.PublishTime);
        var state = (await market.Read(fenced: false, cancellation)).State;
        return TypedResults.Ok(new ObservationAccepted(report.Sequence, answer.IsDuplicate(), state.Consensus?.Version ?? 0, state.Status.Body()));
    }

    private static async ValueTask<Answer<MarketDataEvent>> Taken(ValueTask<Answer<MarketDataEvent>> told)
    {
        try
        {
            return await Told.Accepted(told);
        }
        catch (RefusedException refused)
        {
            HostMeters.ObservationRefused(refused.Problem.Reason);
            throw;
        }
    }

    private static async Task<IResult> List(LiveNode node, JournalIndex index, CancellationToken cancellation)
    {
        var markets = new List<MarketDocument>();
        foreach (var underlying in await index.Known(ActorKind.MarketData, cancellation))
            if ((await node.Actors.MarketData(underlying).Read(fenced: false, cancellation)).State is { Consensus: not null } state)
                markets.Add(state.Document());
        return TypedResults.Ok(new Page<MarketDocument>(markets));
    }

    private static async Task<IResult> Get(string underlying, LiveNode node, CancellationToken cancellation)
    {
        var state = await Known(underlying, node, cancellation);
        return state.Consensus is null ? throw Refusals.NotFound("no_consensus", $"the sources of {underlying} have not agreed on a price yet") : TypedResults.Ok(state.Document());
    }

    private static async Task<IResult> Status(string underlying, LiveNode node, CancellationToken cancellation) => TypedResults.Ok((await Known(underlying, node, cancellation)).OracleStatus(node.NowMs));

    private static async ValueTask<MarketDataState> Known(string underlying, LiveNode node, CancellationToken cancellation)
    {
        var state = (await node.Actors.MarketData(Names.Checked("underlying", underlying)).Read(fenced: false, cancellation)).State;
        return state.LastAtMs == 0 ? throw Refusals.NotFound("unknown_market", $"there is no market of {underlying}") : state;
    }
}
