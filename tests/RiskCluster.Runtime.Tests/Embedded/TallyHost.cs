using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Tests.Actors;

namespace RiskCluster.Runtime.Tests.Embedded;

/// <summary>One process with toy actors that tell each other.</summary>
internal sealed class TallyHost : IEffectDelivery, IAsyncDisposable
{
    private readonly CellPorts ports;

    public TallyHost(IJournal journal, TimeProvider clock, HostOptions? options = null)
    {
        Outbox = new(journal, this, clock, new(), TaskScheduler.Default);
        ports = new(journal, new(journal, TaskScheduler.Default), Outbox, clock, new());
        Host = new(address => new ActorCell<TallyMachine, TallyState, TallyCommand, TallyEvent, TallyEffect>(address, ports), journal, clock, options ?? new(), TaskScheduler.Default);
    }

    public Outbox Outbox { get; }

    public ActorHost Host { get; }

    public ValueTask<Answer<TallyEvent>> Tell(string key, Message<TallyCommand> message, CancellationToken cancellation = default) =>
        Host.Tell<TallyState, TallyCommand, TallyEvent>(new(ActorKind.Account, key), message, cancellation);

    public async ValueTask<TallyState> State(string key) => (await Host.Read<TallyState, TallyCommand, TallyEvent>(new(ActorKind.Account, key), true, default)).State;

    public async ValueTask<Problem?> Deliver(MessageId id, IEffect effect, CancellationToken cancellation) =>
        (await Tell(effect.Target.Key, new(id, new TallyCommand.Receive(((TallyEffect.Hand)effect).Text)), cancellation)).Problem;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Outbox.DisposeAsync();
    }
}
