using RiskCluster.Core.Parameters;
using RiskCluster.Runtime.Delivery;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Runs proposals on the book of the whole cluster: every silo runs its part, and when one does not answer there is no report.</summary>
internal sealed class ClusterImpacts(IImpactSource own, ISiloCluster cluster, Func<IReadOnlyList<string>> silos, int worstOwners) : IImpactSource
{
    public async ValueTask<ImpactReport?> Impact(string document, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(silos().Select(async silo => silo == cluster.Self ? await own.Impact(document, cancellation) : await cluster.Impact(silo, document, cancellation)));
        return parts.All(part => part is not null) ? ImpactSum.Of([.. parts.OfType<ImpactReport>()], worstOwners) : null;
    }
}
