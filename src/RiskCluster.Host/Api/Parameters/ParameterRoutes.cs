using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Parameters;

/// <summary>What is in force, and what governance has done.</summary>
internal static class ParameterRoutes
{
    public const string Tag = "Parameters";

    private const int AuditCost = 5;

    /// <summary>Whoever has credentials may read what it is margined by.</summary>
    public static RouteHandlerBuilder ForMembers(this RouteHandlerBuilder route, int cost = 1) =>
        route.For(cost, Whose.Anybody, Scope.VenueWrite, Scope.AccountRead, Scope.OwnerLink, Scope.OracleSubmit, Scope.Keeper, Scope.ParamsPropose, Scope.ParamsApprove, Scope.RiskRead, Scope.Admin);

    /// <summary>Governors, under their own names.</summary>
    public static RouteHandlerBuilder ForApprovers(this RouteHandlerBuilder route) => route.For(Whose.Self, Scope.ParamsApprove);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/parameters", Get)
            .ForMembers()
            .Says(Tag, "getParameters", "The model in force", "The ETag is the hash of its document; with If-None-Match the answer is 304 while it is in force.")
            .Gives<ParametersDocument>()
            .Refuses(ProblemCode.NotFound);
        routes.MapGet("/v1/parameters/audit", Audit)
            .ForMembers(AuditCost)
            .Says(Tag, "auditParameters", "Everything that governance has done, the oldest first", "From the journal, with its hash chain.")
            .Gives<Page<AuditEntry>>();
        routes.MapPost("/v1/parameters:freeze", (Body<ReasonRequest> body, HttpContext http, Governors governors, CancellationToken cancellation) =>
                governors.Do(http, by => new RiskParametersCommand.Freeze(body.Value.Reason, by), cancellation))
            .ForApprovers()
            .Says(Tag, "freezeParameters", "Stops all activations, on one governor's word")
            .Gives<ParametersDocument>()
            .Refuses(ProblemCode.PermissionDenied);
        routes.MapPost("/v1/parameters:unfreeze", (HttpContext http, Governors governors, CancellationToken cancellation) => governors.Do(http, by => new RiskParametersCommand.Unfreeze(by), cancellation))
            .ForApprovers()
            .Says(Tag, "unfreezeParameters", "Agrees to go on; it needs as many governors as an approval")
            .Gives<ParametersDocument>()
            .Refuses(ProblemCode.PermissionDenied, ProblemCode.InvalidArgument);
    }

    private static async Task<IResult> Get(HttpContext http, Governors governors, CancellationToken cancellation)
    {
        var document = (await governors.State(cancellation)).Document() ?? throw Refusals.NotFound("not_established", "no model is in force yet");
        http.Response.Headers.ETag = ETags.Of(document.Hash);
        return ETags.Matches(http.Request.Headers.IfNoneMatch, document.Hash) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(document);
    }

    private static async Task<IResult> Audit(LiveNode node, ServeOptions options, CancellationToken cancellation, string? cursor = null, int? limit = null) => TypedResults.Ok(
        await JournalPages.Read(
            node.Journal,
            new ActorAddress(ActorKind.RiskParameters, options.Model).ToString(),
            cursor,
            Cursors.Limit(limit),
            (record, body) => new AuditEntry(record.Seq, record.AtMs, body.GetProperty("type").GetString()!, body, Convert.ToHexStringLower(record.Hash)),
            cancellation));
}
