using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Tests.Cluster;

/// <summary>A silo rehearses what it will do, whatever it is calibrated with.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task Everything_rehearsed_is_taken_and_comes_back()
    {
        var history = new DailyHistory(new(2025, 1, 1), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("BTC", [1, 1]), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty);
        // Throws where a silo would refuse what is sent.
        await Should.NotThrowAsync(Rehearsal.Run(new ModelCalibration(history), CancellationToken.None));
    }
}
