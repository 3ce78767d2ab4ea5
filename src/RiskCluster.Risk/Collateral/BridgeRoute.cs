using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>How collateral gets from one chain to another (MODEL COL-2).</summary>
/// <param name="Chains">From the first to the last; one alone when nothing has to move.</param>
/// <param name="LatencyHours">Sum over the bridges, hours.</param>
/// <param name="Haircut">1 - product of (1 - haircut) over the bridges: each takes its share of what reaches it.</param>
public sealed record BridgeRoute(ImmutableArray<string> Chains, double LatencyHours, double Haircut)
{
    /// <summary>The chains in order, such as <c>solana > ethereum > arbitrum</c>.</summary>
    public string Name => string.Join(" > ", Chains);
}
