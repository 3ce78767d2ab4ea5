using Microsoft.AspNetCore.Routing;
using RiskCluster.Host.Api.Accounts;
using RiskCluster.Host.Api.Admin;
using RiskCluster.Host.Api.Attestations;
using RiskCluster.Host.Api.Liquidations;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Api.MarketData;
using RiskCluster.Host.Api.Meta;
using RiskCluster.Host.Api.Operations;
using RiskCluster.Host.Api.Parameters;
using RiskCluster.Host.Api.Portfolios;
using RiskCluster.Host.Api.Streams;
using RiskCluster.Host.Api.Venues;

namespace RiskCluster.Host.Api;

/// <summary>All routes: a line a file.</summary>
internal static class ApiRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        HealthRoutes.Map(routes);
        VersionRoutes.Map(routes);
        VenueRoutes.Map(routes);
        VenueKeyRoutes.Map(routes);
        InstrumentRoutes.Map(routes);
        AccountRoutes.Map(routes);
        PositionRoutes.Map(routes);
        OrderRoutes.Map(routes);
        LinkRoutes.Map(routes);
        MarketDataRoutes.Map(routes);
        AdminKeyRoutes.Map(routes);
        AdminMarketRoutes.Map(routes);
        AccountMarginRoutes.Map(routes);
        PortfolioRoutes.Map(routes);
        SimulateRoutes.Map(routes);
        ParameterRoutes.Map(routes);
        ProposalRoutes.Map(routes);
        LiquidationRoutes.Map(routes);
        VenueLiquidationRoutes.Map(routes);
        UnwindRoutes.Map(routes);
        OperationRoutes.Map(routes);
        ProcessRoutes.Map(routes);
        JournalRoutes.Map(routes);
        AttestationRoutes.Map(routes);
        StreamRoutes.Map(routes);
    }
}
