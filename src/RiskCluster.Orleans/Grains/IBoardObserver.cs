using Orleans;
using Orleans.Concurrency;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The board of a silo, as the grains of markets and models see it.</summary>
public interface IBoardObserver : IGrainObserver
{
    /// <summary>A market has moved. Nobody waits: the next look finds what was lost.</summary>
    [OneWay]
    Task See(MarketNews news);

    /// <summary>A model has other versions.</summary>
    [OneWay]
    Task Hear(ModelNews news);
}
