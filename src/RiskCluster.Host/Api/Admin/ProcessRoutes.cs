using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Liquidations;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Api.Admin;

/// <summary>The process itself: its kill switch, its draining, whom it margins.</summary>
internal static class ProcessRoutes
{
    private const string Tag = "Process administration";
    private const string Apart = "its accounts are on their way from one silo to another";
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/admin/process", Document)
            .For(Whose.Anybody, Scope.Admin, Scope.RiskRead)
            .Says(Tag, "getProcess", "What the process does and does not do now").Gives<ProcessDocument>();
        routes.MapPost("/v1/admin/decisions:pause", Pause)
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "pauseDecisions", "The kill switch: no order passes and no liquidation begins", "Of this process, and through it of its whole cluster. It stays so when the process starts anew. Margins are computed and told as ever.").Gives<ProcessDocument>();
        routes.MapPost("/v1/admin/decisions:resume", Resume)
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "resumeDecisions", "Decisions are taken again").Gives<ProcessDocument>();
        routes.MapPost("/v1/admin/process:drain", Drain)
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "drainProcess", "Lets callers go: not ready any more, streams end with the reason draining", "Whoever still comes is answered, until the process is stopped.").Gives<ProcessDocument>();
        routes.MapGet("/v1/admin/coverage", Coverage)
            .For(Whose.Anybody, Scope.Admin, Scope.RiskRead)
            .Says(Tag, "getCoverage", "Whom the last margin cycle margined, and whom it could not").Gives<CoverageDocument>().Refuses(ProblemCode.Unavailable);
    }

    private static Ok<ProcessDocument> Document(LiveNode node, KillSwitch decisions, Draining draining, StreamHub hub)
    {
        var pause = decisions.Pause;
        return TypedResults.Ok(new ProcessDocument(pause is not null, pause?.Reason, pause?.By, pause?.AtMs, draining.IsOn, node.Node.ActiveCount, node.Node.OpenUnwinds, node.Node.IsDelivered, hub.SubscriberCount));
    }

    private static Ok<ProcessDocument> Pause(Body<ReasonRequest> body, HttpContext http, LiveNode node, KillSwitch decisions, Draining draining, StreamHub hub)
    {
        var reason = body.Value.Reason.Trim();
        if (reason.Length is 0 or > LongestReason) throw Refusals.Invalid("reason_bounds", "reason", $"a reason has 1 to {LongestReason} characters");
        decisions.TurnOff(new(reason, http.Caller().Subject, node.NowMs));
        return Document(node, decisions, draining, hub);
    }

    private static Ok<ProcessDocument> Resume(LiveNode node, KillSwitch decisions, Draining draining, StreamHub hub)
    {
        decisions.TurnOn();
        return Document(node, decisions, draining, hub);
    }

    private static Ok<ProcessDocument> Drain(LiveNode node, KillSwitch decisions, Draining draining, StreamHub hub)
    {
        draining.Begin();
        hub.CloseAll("draining");
        return Document(node, decisions, draining, hub);
    }

    private static async Task<IResult> Coverage(HttpContext http, CoverageReads coverage, OwnerAliases aliases, CancellationToken cancellation)
    {
        var document = await coverage.Read(cancellation);
        // Operators see that something is wrong, and of what instrument, but not whose it is.
        return TypedResults.Ok(http.Caller().Has(Scope.RiskRead)
            ? document
            : document with { Unmargined = [.. document.Unmargined.Select(item => new UnmarginedEntry(aliases.Of(item.Owner), item.Instrument, item.Instrument.Length > 0 ? item.Reason : Apart))], Missing = [] });
    }
}
