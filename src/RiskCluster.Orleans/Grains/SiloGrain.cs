using Orleans;
using Orleans.Concurrency;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to a silo's node.</summary>
[GrainType("silo"), Reentrant, OwnerPlacement]
public sealed class SiloGrain(Func<SiloNode> node) : Grain, ISiloGrain
{
    /// <inheritdoc/>
    public ValueTask<SiloIdentity> Identify(CancellationToken cancellation) => new(node().Identify());

    /// <inheritdoc/>
    public async ValueTask<ImpactAnswer> Impact(string document, CancellationToken cancellation) => new(await Task.Run(() => node().Impact(document, cancellation).AsTask(), cancellation));

    /// <inheritdoc/>
    public ValueTask<string> Ask(string question, CancellationToken cancellation) => node().Hear(question, cancellation);

    /// <inheritdoc/>
    public Task Learn(OwnerLinkNews news) => node().Learn(news, CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask Recover(AccountList accounts, CancellationToken cancellation) => await node().Recover(accounts.Accounts, cancellation);
}
