using Orleans;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>A partition of the roster of owners; its key is the partition's number.</summary>
public interface IRosterGrain : IGrainWithStringKey
{
    /// <summary>A silo says whom it margins.</summary>
    ValueTask<RosterAnswer> Report(RosterReport report, CancellationToken cancellation);

    /// <summary>Who is known.</summary>
    ValueTask<RosterState> Read(CancellationToken cancellation);
}
