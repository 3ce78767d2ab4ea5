using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>Cells of the toy actor over one journal; each cell is a process of its own.</summary>
internal sealed class TallyRig
{
    public FaultyJournal Journal { get; } = new(new MemoryJournal());

    public VirtualClock Clock { get; } = new();

    public RecordingOutbox Outbox { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public static string Stream(string key = "a") => $"Account:{key}";

    public ActorCell<TallyMachine, TallyState, TallyCommand, TallyEvent, TallyEffect> Cell(string key = "a", CellOptions? options = null, ITurnFacts<TallyState, TallyCommand>? facts = null) =>
        new(new(ActorKind.Account, key), new(Journal, new(Journal, TaskScheduler.Default), Outbox, Clock, options ?? new()), facts, Observer);

    public async Task<IReadOnlyList<JournalRecord>> Records(string key = "a") => await Journal.Read(Stream(key), 0, default).ToListAsync();

    public static Message<TallyCommand> Add(long number, long amount = 1, string? key = null, int times = 1) => new(MessageId.Keyed("test", key ?? $"n{number}"), new TallyCommand.Add(number, amount, times));

    public static Message<TallyCommand> Keyed(string key, TallyCommand command) => new(MessageId.Keyed("test", key), command);

    public static Message<TallyCommand> Ordered(string source, long ordinal, TallyCommand command) => new(MessageId.Ordered(source, ordinal), command);

    internal sealed class RecordingOutbox : IOutbox
    {
        public List<EffectBatch> Posted { get; } = [];

        public List<(string Stream, long Epoch, long Seq)> Settled { get; } = [];

        public List<string> Forgotten { get; } = [];

        public void Post(EffectBatch batch) => Posted.Add(batch);

        public void Settle(string stream, long epoch, long seq) => Settled.Add((stream, epoch, seq));

        public void Forget(string stream) => Forgotten.Add(stream);
    }

    internal sealed class RecordingObserver : ICellObserver<TallyState>
    {
        public List<(string Key, long Total, long Seq)> Seen { get; } = [];

        public int Losses { get; private set; }

        public void Changed(ActorAddress address, TallyState state, long seq) => Seen.Add((address.Key, state.Total, seq));

        public void Lost(ActorAddress address) => Losses++;
    }
}
