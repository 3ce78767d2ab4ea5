using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Margins;

/// <summary>The margin of one account.</summary>
internal static class AccountMarginRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/venues/{venue}/accounts/{account}/margin", Get)
            .For(Whose.Account, Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead)
            .Says("Margins", "getAccountMargin", "The margin of an account")
            .Gives<MarginSummary>()
            .Refuses(ProblemCode.NotFound);

    private static IResult Get(string venue, string account, LiveNode node)
    {
        var key = Names.Account(venue, account);
        return node.Board.Figure(key) is { } figure ? TypedResults.Ok(figure.Summary()) : throw Refusals.NotFound("no_margin", $"account '{key}' holds nothing that is margined, or no margin cycle has run yet");
    }
}
