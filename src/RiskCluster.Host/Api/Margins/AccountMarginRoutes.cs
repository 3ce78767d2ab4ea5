using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Figures;

namespace RiskCluster.Host.Api.Margins;

/// <summary>The margin of one account: the report, why it is so, and how it would move.</summary>
internal static class AccountMarginRoutes
{
    private const string Path = "/v1/venues/{venue}/accounts/{account}/margin";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Of(routes.MapGet(Path, async (string venue, string account, PortfolioReads reads, CancellationToken cancellation) => TypedResults.Ok(await reads.Report(Names.Account(venue, account), cancellation))))
            .Says(MarginWords.Tag, "getAccountMargin", "The margin of an account", MarginWords.Report).Gives<MarginReport>();
        Of(routes.MapGet(Path + "/explain", async (string venue, string account, PortfolioReads reads, CancellationToken cancellation) => MarginWords.Document(await reads.Explain(Names.Account(venue, account), cancellation))), MarginWords.ExplainCost)
            .Says(MarginWords.Tag, "explainAccountMargin", "Why the margin of an account is what it is", MarginWords.Explain).Gives<object>();
        Of(routes.MapGet(Path + "/heatmap", async (string venue, string account, PortfolioReads reads, CancellationToken cancellation) => TypedResults.Ok(await reads.Heatmap(Names.Account(venue, account), cancellation))), MarginWords.HeatmapCost)
            .Says(MarginWords.Tag, "getAccountHeatmap", "Profit and loss of an account over moves of price and volatility", MarginWords.Heatmap).Gives<HeatmapDocument>();
    }

    private static RouteHandlerBuilder Of(RouteHandlerBuilder route, int cost = 1) =>
        route.For(cost, Whose.Account, Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead).Refuses(ProblemCode.NotFound, ProblemCode.Unavailable);
}
