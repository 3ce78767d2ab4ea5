using System.Text.Json.Serialization;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>A row of the portfolio board with what it is sorted by.</summary>
/// <param name="Owner">Who.</param>
/// <param name="ExcessUsd">Maintenance excess by the cycle's screen; not a number for whom it could not margin.</param>
/// <param name="Row">The row; null when the owner has just gone.</param>
internal sealed record RankedRow(string Owner, double ExcessUsd, PortfolioRow? Row)
{
    /// <summary>Where it stands.</summary>
    [JsonIgnore]
    public OwnerRank Rank => new(Owner, ExcessUsd);
}
