using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Meta;

/// <summary>What an orchestrator asks: is it alive, does it take requests, has it come up.</summary>
internal static class HealthRoutes
{
    private const string Tag = "Meta";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthReport("live")))
            .For(Whose.Anybody, Scope.Anonymous).Says(Tag, "live", "The process answers").Gives<HealthReport>();
        routes.MapGet("/health/startup", (LiveNode node) => node.Opened.IsCompletedSuccessfully ? TypedResults.Ok(new HealthReport("started")) : throw Refusals.Unavailable("not_open", "the process is starting"))
            .For(Whose.Anybody, Scope.Anonymous).Says(Tag, "started", "The journal has been read and the model is in force").Gives<HealthReport>().Refuses(ProblemCode.Unavailable);
        routes.MapGet("/health/ready", Ready)
            .For(Whose.Anybody, Scope.Anonymous).Says(Tag, "ready", "Requests are taken", "Not before the start is over, not while the process drains, not while margin cycles fail, and not once the journal has not answered, no market has been fresh or too many owners have had no margin for 5 s; again when that has been otherwise for 3 s.").Gives<HealthReport>().Refuses(ProblemCode.Unavailable);
    }

    private static async Task<Ok<HealthReport>> Ready(Readiness readiness, CancellationToken cancellation) =>
        await readiness.Problem(cancellation) is { } problem ? throw Refusals.Unavailable(problem.Reason, problem.Detail) : TypedResults.Ok(new HealthReport("ready"));
}
