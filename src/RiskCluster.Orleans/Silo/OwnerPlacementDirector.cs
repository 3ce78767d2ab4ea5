using Orleans.Runtime;
using Orleans.Runtime.Placement;
using RiskCluster.Core.Turns;
using RiskCluster.Orleans.Grains;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Silo;

/// <summary>Places actors at their home, partitions of the roster by their number, and the door of a silo on that silo.</summary>
/// <param name="node">The node of this silo.</param>
public sealed class OwnerPlacementDirector(Func<SiloNode> node) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var silos = context.GetCompatibleSilos(target).ToDictionary(silo => silo.ToParsableString(), StringComparer.Ordinal);
        if (silos.Count == 0) throw new OrleansException("no silo can hold this grain now");
        var (type, key) = (target.GrainIdentity.Type.ToString()!, target.GrainIdentity.Key.ToString()!);
        if (type == "silo") return Task.FromResult(silos.TryGetValue(key, out var named) ? named : throw new OrleansException($"{key} is no member of the cluster"));
        List<string> members = [.. silos.Keys.Order(StringComparer.Ordinal)];
        var home = GrainKinds.Of(type) is { } kind ? node().Placement.HomeOf(new ActorAddress(kind, key), members) : OwnerPlacement.HomeOf($"{type}/{key}", members);
        return Task.FromResult(silos[home]);
    }
}
