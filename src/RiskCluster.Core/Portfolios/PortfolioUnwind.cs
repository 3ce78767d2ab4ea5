using RiskCluster.Core.Unwinds;

namespace RiskCluster.Core.Portfolios;

/// <summary>How the owner's unwind stands, as it last said.</summary>
/// <param name="UnwindId">Its number.</param>
/// <param name="Status">How far it is.</param>
public sealed record PortfolioUnwind(long UnwindId, UnwindStatus Status)
{
    /// <summary>True once it is over.</summary>
    public bool IsOver() => Status is UnwindStatus.Recovered or UnwindStatus.Bankrupt or UnwindStatus.Aborted;
}
