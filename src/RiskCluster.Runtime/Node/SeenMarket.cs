using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;

namespace RiskCluster.Runtime.Node;

/// <summary>A market as a process last heard of it.</summary>
/// <param name="Consensus">Its newest price.</param>
/// <param name="Status">How far it may be trusted.</param>
public sealed record SeenMarket(ConsensusMarket Consensus, FigureStatus Status)
{
    /// <summary>How long ago a quorum of sources saw it, seconds; never below 0.</summary>
    public double AgeSeconds(long nowMs) => Math.Max(0, nowMs - Consensus.AsOfMs) / 1000.0;

    /// <summary>How many sources count in it; none once it is stale.</summary>
    public int LiveSources => Status == FigureStatus.Stale ? 0 : Consensus.Sources.Count(source => source.Standing == SourceStanding.Included);

    /// <summary>The farthest of the prices that count from the price agreed on, as a share of it; 0 when none counts.</summary>
    public double DeviationShare => Consensus.Sources
        .Where(source => source is { Standing: SourceStanding.Included, IndexPrice: not null })
        .Select(source => (double)(Math.Abs(source.IndexPrice!.Value - Consensus.IndexPrice) / Consensus.IndexPrice))
        .DefaultIfEmpty()
        .Max();
}
