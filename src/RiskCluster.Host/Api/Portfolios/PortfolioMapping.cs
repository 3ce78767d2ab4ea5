using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Portfolios;

namespace RiskCluster.Host.Api.Portfolios;

/// <summary>Owners as bodies.</summary>
internal static class PortfolioMapping
{
    public static LinkDocument Document(this PortfolioLink link, string account)
    {
        var slash = account.IndexOf('/', StringComparison.Ordinal);
        return new(account[..slash], account[(slash + 1)..], link.LinkId, link.Status.Body(), link.WasLinked);
    }

    private static LinkState Body(this LinkStatus status) => status switch
    {
        LinkStatus.Requested => LinkState.Requested,
        LinkStatus.Linked => LinkState.Linked,
        LinkStatus.Releasing => LinkState.Releasing,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no status of a link"),
    };
}
