using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Liquidations;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Liquidations;

/// <summary>Cross-venue unwinds by owner.</summary>
internal static class UnwindRoutes
{
    private const string Path = "/v1/liquidations/unwinds";
    private const int PageCost = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List)
            .For(PageCost, Whose.Anybody, Scope.RiskRead)
            .Says(LiquidationRoutes.Tag, "listUnwinds", "Unwinds that go on, by owner")
            .Gives<Page<UnwindDocument>>();
        routes.MapGet(Path + "/{owner}", Get)
            .For(Whose.Owner, Scope.AccountRead, Scope.RiskRead)
            .Says(LiquidationRoutes.Tag, "getUnwind", "The present unwind of an owner, or the last")
            .Gives<UnwindDocument>()
            .Refuses(ProblemCode.NotFound);
    }

    private static async Task<IResult> List(LiveNode node, JournalIndex index, CancellationToken cancellation, string? cursor = null, int? limit = null)
    {
        var owners = Cursors.Page(await index.Awake(ActorKind.Unwind, cancellation), owner => owner, cursor, limit);
        var unwinds = new List<UnwindDocument>();
        foreach (var owner in owners.Items)
            if ((await node.Actors.Unwind(owner).Read(fenced: false, cancellation)).State.Document() is { } unwind)
                unwinds.Add(unwind);
        return TypedResults.Ok(new Page<UnwindDocument>(unwinds, owners.NextCursor));
    }

    private static async Task<IResult> Get(string owner, LiveNode node, JournalIndex index, CancellationToken cancellation)
    {
        var key = Names.Owner(owner);
        // An unwind is only asked for when there is one: nobody makes one by asking.
        var state = (await index.Known(ActorKind.Unwind, cancellation)).Contains(key) ? (await node.Actors.Unwind(key).Read(fenced: false, cancellation)).State : null;
        return TypedResults.Ok(state?.Document() ?? throw Refusals.NotFound("no_unwind", $"'{key}' has never been unwound"));
    }
}
