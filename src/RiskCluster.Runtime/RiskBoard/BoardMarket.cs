using RiskCluster.Core.Margins;
using RiskCluster.Risk.Market;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>The market of one underlying as it was published.</summary>
/// <param name="Snapshot">Its prices.</param>
/// <param name="Status">How far they may be trusted.</param>
/// <param name="Evidence">How well founded they are; null when that is not known, or liquidation waits.</param>
public sealed record BoardMarket(MarketSnapshot Snapshot, FigureStatus Status, MarketEvidence? Evidence = null);
