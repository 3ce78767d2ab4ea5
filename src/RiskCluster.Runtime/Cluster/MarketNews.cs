using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;

namespace RiskCluster.Runtime.Cluster;

/// <summary>A market as the boards of other silos need it: one message a silo and tick.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Seq">Journal sequence of the market's newest event in it.</param>
/// <param name="Consensus">The last good market; null before the first.</param>
/// <param name="Status">How far it may be trusted.</param>
/// <param name="Hold">Why liquidation waits.</param>
public sealed record MarketNews(string Underlying, long Seq, ConsensusMarket? Consensus, FigureStatus Status, LiquidationHold Hold)
{
    /// <summary>The news of a state.</summary>
    public static MarketNews Of(MarketDataState state, long seq)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Underlying, seq, state.Consensus, state.Status, state.Hold);
    }
}
