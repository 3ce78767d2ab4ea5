using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Requests;

namespace RiskCluster.Host.Api.Margins;

/// <summary>What if.</summary>
internal static class SimulateRoutes
{
    private const int Cost = 5;

    private static readonly RoutePolicy OfAccount = new([Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead], Whose.Account);
    private static readonly RoutePolicy OfOwner = new([Scope.AccountRead, Scope.RiskRead], Whose.Owner);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/margin:simulate", Simulate)
            .For(Cost, Whose.Anybody, Scope.Anonymous)
            .AsksOnly()
            .Says("Margins", "simulateMargin", "Tries a change: margin before and after it, and whether it is allowed", "With neither account nor owner a public calculator, which needs no credentials. Nothing is stored, and no margin is reserved.")
            .Gives<SimulatedMargin>()
            .Refuses(ProblemCode.Unauthenticated, ProblemCode.PermissionDenied, ProblemCode.NotFound, ProblemCode.UnknownInstrument, ProblemCode.Unavailable);

    private static async Task<IResult> Simulate(Body<MarginSimulation> body, HttpContext http, AccessRules rules, Simulations simulations, CancellationToken cancellation)
    {
        var asked = body.Value;
        if (asked.Account is not null && asked.Owner is not null) throw Refusals.Invalid("two_portfolios", "owner", "a simulation is of an account or of an owner, not of both");
        if (asked.Account is { } account)
        {
            if (!KeyName.IsValidAccount(account)) throw Refusals.Invalid("not_a_name", "account", "the account is not venue/account");
            var parts = account.Split('/');
            await rules.Require(OfAccount, http.Caller(), new() { ["venue"] = parts[0], ["account"] = parts[1] }, cancellation);
        }
        else if (asked.Owner is { } owner)
        {
            if (!KeyName.IsValid(owner) && !KeyName.IsValidAccount(owner)) throw Refusals.Invalid("not_a_name", "owner", $"the owner is not {KeyName.Rule}");
            await rules.Require(OfOwner, http.Caller(), new() { ["owner"] = owner }, cancellation);
        }

        return TypedResults.Ok(await simulations.Run(asked, cancellation));
    }
}
