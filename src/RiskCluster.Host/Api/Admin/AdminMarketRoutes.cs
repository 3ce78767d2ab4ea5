using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.MarketData;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Admin;

/// <summary>Who may speak of a market, by which rules, and its halt.</summary>
internal static class AdminMarketRoutes
{
    private const string Tag = "Market administration";
    private const string Path = "/v1/admin/market-data/{underlying}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost($"{Path}/sources", Register), "registerSource", "Admits a source, or changes its key and weight");
        Describe(routes.MapDelete($"{Path}/sources/{{source}}", Remove), "removeSource", "Removes a source with everything that it said").Refuses(ProblemCode.NotFound);
        Describe(routes.MapPost($"{Path}/sources/{{source}}:reinstate", Reinstate), "reinstateSource", "Lets a suspended source speak again").Refuses(ProblemCode.NotFound);
        Describe(routes.MapPost($"{Path}:halt", Halt), "haltMarket", "Closes a market");
        Describe(routes.MapPost($"{Path}:resume", Resume), "resumeMarket", "Opens a market again, stale until the next observation");
        Describe(routes.MapPut($"{Path}/rules", SetRules), "setMarketRules", "Sets the numbers by which sources are trusted");
        routes.MapGet($"{Path}/rules", GetRules)
            .For(Whose.Anybody, Scope.Admin, Scope.RiskRead)
            .Says(Tag, "getMarketRules", "The numbers by which sources are trusted")
            .Gives<MarketRulesDocument>();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string id, string summary) =>
        route.For(Whose.Anybody, Scope.Admin).Says(Tag, id, summary).Gives<Acknowledged>().Refuses(ProblemCode.IdempotencyConflict);

    private static Task<IResult> Register(string underlying, Body<SourceRegistration> body, HttpContext http, LiveNode node, SourceRules rules, CancellationToken cancellation) =>
        Tell(underlying, rules.Registered(body.Value, http.Caller().Subject), http, node, cancellation);

    private static Task<IResult> Remove(string underlying, string source, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Tell(underlying, new MarketDataCommand.RemoveSource(source, http.Caller().Subject), http, node, cancellation);

    private static Task<IResult> Reinstate(string underlying, string source, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Tell(underlying, new MarketDataCommand.ReinstateSource(source, http.Caller().Subject), http, node, cancellation);

    private static Task<IResult> Halt(string underlying, Body<MarketHaltRequest> body, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Tell(underlying, new MarketDataCommand.Halt(http.Caller().Subject, body.Value.Reason), http, node, cancellation);

    private static Task<IResult> Resume(string underlying, Body<MarketResumeRequest> body, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Tell(underlying, new MarketDataCommand.Resume(http.Caller().Subject, body.Value.AcceptPrice), http, node, cancellation);

    private static Task<IResult> SetRules(string underlying, Body<MarketRulesDocument> body, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Tell(underlying, new MarketDataCommand.SetRules(body.Value.Rules(), http.Caller().Subject), http, node, cancellation);

    private static async Task<IResult> GetRules(string underlying, LiveNode node, CancellationToken cancellation) =>
        TypedResults.Ok((await node.Actors.MarketData(Names.Checked("underlying", underlying)).Read(fenced: false, cancellation)).State.Rules.Document());

    private static async Task<IResult> Tell(string underlying, MarketDataCommand command, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var answer = await Told.Accepted(node.Actors.MarketData(Names.Checked("underlying", underlying)).Tell(new(http.MessageId(), command), cancellation), ("rules.", ""));
        return TypedResults.Ok(new Acknowledged(answer.IsDuplicate()));
    }
}
