using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RiskCluster.Core.Turns;
using RiskCluster.Orleans.Grains;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Silo;

/// <summary>A partition of the roster: keeps who is known, and wakes whom nobody margins. A reminder wakes it when no silo reports any more.</summary>
[GrainType("roster"), OwnerPlacement]
public sealed class RosterGrain([PersistentState(RosterGrain.StateName, RosterGrain.StorageName)] IPersistentState<RosterState> kept, Func<SiloNode> node, TimeProvider clock)
    : Grain, IRosterGrain, IRemindable
{
    /// <summary>The storage provider.</summary>
    public const string StorageName = "roster";

    /// <summary>The state's name; the provider's key has no more of the grain's class than this.</summary>
    public const string StateName = "riskcluster-roster";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);
    private RosterPartition partition = new(RosterState.Empty, Grace);
    private readonly Dictionary<string, long> heardAt = new(StringComparer.Ordinal);
    private bool mustKeep;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        partition = new(kept.State, Grace);
        this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(LookEvery, LookEvery) { Interleave = true });
        await this.RegisterOrUpdateReminder("watch", RemindEvery, RemindEvery);
    }

    /// <inheritdoc/>
    public ValueTask<RosterAnswer> Report(RosterReport report, CancellationToken cancellation)
    {
        heardAt[report.Silo] = clock.GetTimestamp();
        var (answer, hasChanged) = partition.Take(report);
        mustKeep |= hasChanged;
        return new(answer);
    }

    /// <inheritdoc/>
    public ValueTask<RosterState> Read(CancellationToken cancellation) => new(partition.State);

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Look(CancellationToken cancellation)
    {
        var silos = node().Placement.Silos;
        if (silos.IsEmpty) return;
        // A silo that has been silent for long margins nobody, whatever the membership says.
        foreach (var silent in heardAt.Where(silo => clock.GetElapsedTime(silo.Value) > Silent).Select(silo => silo.Key).ToList()) heardAt.Remove(silent);
        partition.Keep([.. silos.Where(heardAt.ContainsKey)]);
        var uncovered = partition.Uncovered(clock.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var home in uncovered.GroupBy(owner => OwnerPlacement.HomeOf(owner.Key, silos)))
            await Recover(home.Key, [.. home.SelectMany(owner => owner.Value)], cancellation);
        if (!mustKeep) return;
        mustKeep = false;
        kept.State = partition.State;
        try
        {
            await kept.WriteStateAsync(cancellation);
        }
        catch (Exception problem) when (problem is InconsistentStateException or System.Data.Common.DbException or OrleansException)
        {
            // Another activation has written, or the database is away: a new activation reads and hears what is true.
            DeactivateOnIdle();
        }
    }

    private async Task Recover(string silo, ImmutableArray<string> accounts, CancellationToken cancellation)
    {
        try
        {
            await GrainFactory.GetGrain<ISiloGrain>(silo).Recover(new(accounts), cancellation);
        }
        catch (ActorUnavailableException)
        {
            // The next look finds them still uncovered.
        }
    }
}
