using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Requests;

namespace RiskCluster.Host.Api.Portfolios;

/// <summary>Owners and their netted margins.</summary>
internal static class PortfolioRoutes
{
    private const string Tag = "Portfolios";
    private const string Path = "/v1/portfolios/{owner}";
    private const int PageCost = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/portfolios", List)
            .For(PageCost, Whose.Anybody, Scope.RiskRead)
            .Says(Tag, "listPortfolios", "All owners, the least maintenance excess first", "Owners who cannot be margined come before all others. A page is of one margin cycle, the next page of the cycle in which it is asked for.")
            .Gives<Page<PortfolioRow>>()
            .Refuses(ProblemCode.Unavailable);
        Of(routes.MapGet(Path, async (string owner, PortfolioBoard board, CancellationToken cancellation) =>
                TypedResults.Ok(await board.Row(Names.Owner(owner), cancellation) ?? throw Refusals.NotFound("no_margin", $"'{owner}' holds nothing that is margined, or no margin cycle has run yet"))))
            .Says(Tag, "getPortfolio", "An owner in one line").Gives<PortfolioRow>();
        Of(routes.MapGet(Path + "/margin", async (string owner, PortfolioReads reads, CancellationToken cancellation) => TypedResults.Ok(await reads.Report(Names.Owner(owner), cancellation))))
            .Says(Tag, "getOwnerMargin", "The netted margin of an owner", MarginWords.Report).Gives<MarginReport>();
        Of(routes.MapGet(Path + "/margin/explain", async (string owner, PortfolioReads reads, CancellationToken cancellation) => MarginWords.Document(await reads.Explain(Names.Owner(owner), cancellation))), MarginWords.ExplainCost)
            .Says(Tag, "explainOwnerMargin", "Why the margin of an owner is what it is", MarginWords.Explain).Gives<object>();
        Of(routes.MapGet(Path + "/margin/heatmap", async (string owner, PortfolioReads reads, CancellationToken cancellation) => TypedResults.Ok(await reads.Heatmap(Names.Owner(owner), cancellation))), MarginWords.HeatmapCost)
            .Says(Tag, "getOwnerHeatmap", "Profit and loss of an owner over moves of price and volatility", MarginWords.Heatmap).Gives<HeatmapDocument>();
    }

    private static RouteHandlerBuilder Of(RouteHandlerBuilder route, int cost = 1) => route.For(cost, Whose.Owner, Scope.AccountRead, Scope.RiskRead).Refuses(ProblemCode.NotFound, ProblemCode.Unavailable);

    private static async Task<IResult> List(PortfolioBoard board, CancellationToken cancellation, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await board.Page(cursor, Cursors.Limit(limit), cancellation));
}
