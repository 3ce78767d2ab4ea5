using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Parameters;

/// <summary>Versions on their way into force.</summary>
internal static class ProposalRoutes
{
    private const string Path = "/v1/parameters/proposals";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List)
            .ForMembers()
            .Says(ParameterRoutes.Tag, "listProposals", "Versions, the newest first", "status: proposed, approved, scheduled, active, superseded, rejected or expired.")
            .Gives<Page<ProposalDocument>>();
        routes.MapGet(Path + "/{number}", Get)
            .ForMembers()
            .Says(ParameterRoutes.Tag, "getProposal", "A version, with its run on the live book")
            .Gives<ProposalDocument>()
            .Refuses(ProblemCode.NotFound);
        routes.MapPost(Path, Propose)
            .For(Whose.Self, Scope.ParamsPropose)
            .Says(ParameterRoutes.Tag, "propose", "Proposes a change", "If-Match is the hash that is in force. Nobody approves his own proposal; the run on the live book follows by itself.")
            .Gives<ProposalDocument>(StatusCodes.Status201Created)
            .Refuses(ProblemCode.VersionConflict, ProblemCode.PermissionDenied);
        Act<ApprovalRequest>(routes, "approve", "Consents to exactly this text in place of exactly what is in force", (number, body, by) => new RiskParametersCommand.Approve(number, body.Hash, body.BaseHash, by));
        Act<ReasonRequest>(routes, "reject", "Objects, or takes one's own back", (number, body, by) => new RiskParametersCommand.Reject(number, body.Reason, by));
        Act<ReasonRequest>(routes, "rollback", "Brings an earlier version's document back at once, as a new version", (number, body, by) => new RiskParametersCommand.RollBack(number, body.Reason, by));
        routes.MapPost(Path + "/{number}:activate", (long number, HttpContext http, Governors governors, CancellationToken cancellation) =>
                governors.Do(http, number, by => new RiskParametersCommand.Activate(number, by), cancellation))
            .ForApprovers()
            .Says(ParameterRoutes.Tag, "activateProposal", "Puts a version in force: approved, its timelock over, its run on the live book fresh and within its caps")
            .Gives<ProposalDocument>()
            .Refuses(ProblemCode.NotFound, ProblemCode.VersionConflict, ProblemCode.PermissionDenied, ProblemCode.Unavailable);
    }

    private static void Act<T>(IEndpointRouteBuilder routes, string verb, string summary, Func<long, T, string, RiskParametersCommand> command)
        where T : class =>
        routes.MapPost($"{Path}/{{number}}:{verb}", (long number, Body<T> body, HttpContext http, Governors governors, CancellationToken cancellation) =>
                governors.Do(http, number, by => command(number, body.Value, by), cancellation))
            .ForApprovers()
            .Says(ParameterRoutes.Tag, $"{verb}Proposal", summary)
            .Gives<ProposalDocument>()
            .Refuses(ProblemCode.NotFound, ProblemCode.VersionConflict, ProblemCode.PermissionDenied);

    private static async Task<IResult> List(Governors governors, LiveNode node, CancellationToken cancellation, string? status = null, string? cursor = null, int? limit = null)
    {
        var wanted = Words.Parse<VersionStatus>("status", status);
        var before = Paging.Parts(cursor, 1) is not { } parts ? long.MaxValue : long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Paging.BadCursor();
        var state = await governors.State(cancellation);
        var versions = state.Versions.Reverse().Where(version => version.Number < before && version.Kind == VersionKind.Model && (wanted is null || version.Status == wanted)).Take(Cursors.Limit(limit) + 1).ToList();
        var page = versions.Take(Cursors.Limit(limit)).ToList();
        return TypedResults.Ok(new Page<ProposalDocument>(
            [.. page.Select(version => version.Document(state, node.NowMs))],
            versions.Count > page.Count ? Paging.Cursor(page[^1].Number.ToString(CultureInfo.InvariantCulture)) : null));
    }

    private static async Task<IResult> Get(long number, Governors governors, LiveNode node, CancellationToken cancellation)
    {
        var state = await governors.State(cancellation);
        return TypedResults.Ok((state.Find(number) ?? throw Governors.Unknown(number)).Document(state, node.NowMs));
    }

    private static async Task<IResult> Propose(Body<ProposalRequest> body, HttpContext http, Governors governors, LiveNode node, CancellationToken cancellation)
    {
        var state = await governors.State(cancellation);
        var active = state.Active ?? throw Refusals.NotFound("not_established", "no model is in force yet");
        if (http.Request.Headers.IfMatch.Count == 0) throw Refusals.Invalid("if_match_missing", "if-match", "a proposal names in If-Match the hash that it changes");
        if (!ETags.Matches(http.Request.Headers.IfMatch, active.Hash))
            throw new RefusedException(new(ProblemCode.VersionConflict, "base_changed", "if-match", $"in force is {active.Hash}")) { Status = StatusCodes.Status412PreconditionFailed };
        var text = ProposedText.Of(body.Value, state);
        var answer = await governors.Tell(http, by => new RiskParametersCommand.ProposeModel(text, by), cancellation);
        var proposed = answer.Events.OfType<RiskParametersEvent.Proposed>().First();
        state = await governors.State(cancellation);
        return TypedResults.Created($"{Path}/{proposed.Number}", (state.Find(proposed.Number) ?? throw Governors.Unknown(proposed.Number)).Document(state, node.NowMs));
    }
}
