using Microsoft.AspNetCore.Routing;
using RiskCluster.Host.Api.Accounts;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Api.Meta;
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
        PositionRoutes.Map(routes);
        AccountMarginRoutes.Map(routes);
    }
}
