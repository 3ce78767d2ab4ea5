using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Portfolios;

/// <summary>Which accounts are an owner's: owner and venue both consent.</summary>
internal static class LinkRoutes
{
    private const string Tag = "Portfolios";
    private const string Path = "/v1/portfolios/{owner}/links";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List)
            .For(Whose.Owner, Scope.OwnerLink, Scope.AccountRead, Scope.RiskRead)
            .Says(Tag, "getLinks", "An owner's links, by account")
            .Gives<Page<LinkDocument>>();
        routes.MapPost(Path, Request)
            .For(Whose.Owner, Scope.OwnerLink)
            .Says(Tag, "requestLink", "The owner consents that an account becomes its own", "It becomes so when its venue consents too.")
            .Gives<LinkAnswer>()
            .Refuses(ProblemCode.VersionConflict, ProblemCode.IdempotencyConflict);
        routes.MapDelete($"{Path}/{{venue}}/{{account}}", Unlink)
            .For(Whose.Owner, Scope.OwnerLink)
            .Says(Tag, "unlink", "The owner lets an account go, or takes a request back", "Equity must cover initial margin on both sides afterwards.")
            .Gives<LinkAnswer>()
            .Refuses(ProblemCode.NotFound, ProblemCode.InsufficientMargin, ProblemCode.OracleStale, ProblemCode.MarketHalted, ProblemCode.IdempotencyConflict);
    }

    private static async Task<IResult> List(string owner, string? cursor, int? limit, LiveNode node, CancellationToken cancellation)
    {
        var state = (await node.Actors.Portfolio(Names.Checked("owner", owner)).Read(fenced: false, cancellation)).State;
        return TypedResults.Ok(Cursors.Page(state.Links.Select(item => item.Value.Document(item.Key)), link => $"{link.Venue}/{link.Account}", cursor, limit));
    }

    private static Task<IResult> Request(string owner, Body<LinkRequest> body, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var account = Names.Account(body.Value.Venue, body.Value.Account);
        return Tell(owner, account, new PortfolioCommand.RequestLink(account), http, node, cancellation);
    }

    private static Task<IResult> Unlink(string owner, string venue, string account, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var key = Names.Account(venue, account);
        return Tell(owner, key, new PortfolioCommand.Unlink(key), http, node, cancellation);
    }

    private static async Task<IResult> Tell(string owner, string account, PortfolioCommand command, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var actor = node.Actors.Portfolio(Names.Checked("owner", owner));
        var answer = await Told.Accepted(actor.Tell(new(http.MessageId(), command), cancellation));
        var links = (await actor.Read(fenced: false, cancellation)).State.Links;
        return TypedResults.Ok(new LinkAnswer(links.TryGetValue(account, out var link) ? link.Document(account) : null, answer.IsDuplicate()));
    }
}
