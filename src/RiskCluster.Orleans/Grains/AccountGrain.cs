using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to an account.</summary>
[GrainType("account"), Reentrant, OwnerPlacement]
public sealed class AccountGrain(ISiloActors here) : ActorGrain(here, ActorKind.Account), IAccountGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation) => Here.Account(Key).Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation) => Here.Account(Key).Read(fenced, cancellation);
}
