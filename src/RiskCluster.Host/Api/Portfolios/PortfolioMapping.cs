using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Api.Portfolios;

/// <summary>Owners as bodies.</summary>
internal static class PortfolioMapping
{
    public static LinkDocument Document(this PortfolioLink link, string account)
    {
        var (venue, name) = KeyName.Parts(account);
        return new(venue, name, link.LinkId, link.Status.Body(), link.WasLinked);
    }

    private static LinkState Body(this LinkStatus status) => status switch
    {
        LinkStatus.Requested => LinkState.Requested,
        LinkStatus.Linked => LinkState.Linked,
        LinkStatus.Releasing => LinkState.Releasing,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no status of a link"),
    };
}
