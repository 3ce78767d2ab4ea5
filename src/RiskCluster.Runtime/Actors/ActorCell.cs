using System.Collections.Immutable;
using System.Security.Cryptography;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>
/// The one shell around an actor's rules: recognise, decide, apply, append, await durable, and only then change memory, answer and tell others. What it holds in memory
/// is always durable. When an append fails, or somebody else writes the stream, memory is forgotten and the next call reads the journal again.
/// </summary>
/// <remarks>
/// Turns come one at a time: the engine sees to that, and an overlap throws. <see cref="Read"/> may come at any time once the cell is active.
/// A cell that has lost its stream stands back for a while before it takes it over again (<see cref="StandBack"/>).
/// </remarks>
public sealed class ActorCell<TMachine, TState, TCommand, TEvent, TEffect> : IActorCell<TState, TCommand, TEvent>
    where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
    where TState : class
    where TCommand : class
    where TEvent : class
    where TEffect : class, IEffect
{
    private const int BytesOfEvent = 512;
    private static readonly string Rules = RulesVersion.Of(typeof(TMachine));

    private readonly ActorAddress address;
    private readonly CellPorts ports;
    private readonly ITurnFacts<TState, TCommand> facts;
    private readonly ICellObserver<TState> observer;
    private readonly StandBack standBack;
    private volatile CellMemory<TState>? memory;
    private Task snapshotting = Task.CompletedTask;
    private int turns;
    private int snapshotBytes;

    /// <summary>A cell that is not active yet.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="ports">What all cells share.</param>
    /// <param name="facts">What decisions have to know; null when that is only the time.</param>
    /// <param name="observer">Follows durable states; null for nobody.</param>
    /// <exception cref="ArgumentException">An address of another kind, a key that the rules do not know, or one that holds a '!', which parts the identities of messages.</exception>
    public ActorCell(ActorAddress address, CellPorts ports, ITurnFacts<TState, TCommand>? facts = null, ICellObserver<TState>? observer = null)
    {
        ArgumentNullException.ThrowIfNull(ports);
        if (address.Kind != TMachine.Kind) throw new ArgumentException($"{address} is no {TMachine.Kind}", nameof(address));
        if (string.IsNullOrEmpty(address.Key) || address.Key.Contains('!', StringComparison.Ordinal)) throw new ArgumentException($"the key of {address} is empty or holds a '!'", nameof(address));
        TMachine.Initial(address.Key); // throws where the rules know no such key: before its stream is taken over
        (this.address, this.ports) = (address, ports);
        this.facts = facts ?? new ClockFacts<TState, TCommand>();
        this.observer = observer ?? new NoObserver<TState>();
        standBack = new(ports.Clock, ports.Options);
    }

    /// <inheritdoc/>
    public ActorAddress Address => address;

    /// <inheritdoc/>
    public bool IsActive => memory is not null;

    // Made when it is asked for: most cells of a process rest, and the text is as large as the cell.
    private string Stream => address.ToString();

    /// <inheritdoc/>
    public ValueTask Activate(StreamReplay? replay) =>
        InTurn(async () =>
        {
            if (replay is not null && replay.Head.Epoch > (memory?.Epoch ?? 0)) await Guarded(() => Load(replay));
            else if (memory is null) await TakeOver();
            return true;
        }).AsNothing();

    /// <inheritdoc/>
    public ValueTask<Answer<TEvent>> Tell(Message<TCommand> message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return InTurn(() => Handle(message, cancellation));
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<TState>> Read(bool fenced, CancellationToken cancellation)
    {
        // The state is taken before the journal is asked: if nobody had taken over by then, it was the newest that anybody was told of when the question came.
        var seen = memory ?? throw new ActorUnavailableException($"{address} is not active");
        if (fenced) await CheckWriter(seen, cancellation);
        return new(seen.Epoch, seen.Seq, seen.State, fenced);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<TState>?> ReadUnborn(bool fenced, CancellationToken cancellation) =>
        await Head(cancellation) is null ? new(0, 0, TMachine.Initial(address.Key), fenced) : null;

    /// <inheritdoc/>
    public ValueTask Confirm(CancellationToken cancellation) => memory is { } seen ? CheckWriter(seen, cancellation) : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask Passivate() =>
        InTurn(async () =>
        {
            await snapshotting;
            if (memory is { } resting && resting.Seq > resting.SnapshotSeq) await SaveSnapshot(resting);
            memory = null;
            return true;
        }).AsNothing();

    private async ValueTask<T> InTurn<T>(Func<ValueTask<T>> turn)
    {
        if (Interlocked.Exchange(ref turns, 1) != 0) throw new InvalidOperationException($"two turns of {address} overlap");
        try
        {
            return await turn();
        }
        finally
        {
            Volatile.Write(ref turns, 0);
        }
    }

    private async ValueTask<Answer<TEvent>> Handle(Message<TCommand> message, CancellationToken cancellation)
    {
        var now = ports.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (message.ExpiresAtMs <= now) return Counted(new(AnswerStatus.Rejected, memory?.Epoch ?? 0, memory?.Seq ?? 0, [], CellProblems.Expired(message.ExpiresAtMs.Value, now)));
        var before = memory ?? await TakeOver();
        var commandHash = SHA256.HashData(CoreJson.Write(message.Command));
        var known = before.Inbox.Recognise(message.Id, commandHash);
        return Counted(known.Kind switch
        {
            RecognitionKind.New => await Decide(before, message, commandHash, now, cancellation),
            RecognitionKind.Conflict => Refusal(before, CellProblems.Conflict(message.Id)),
            _ => new(AnswerStatus.Duplicate, before.Epoch, before.Seq, await EarlierEvents(known, cancellation)),
        });
    }

    private async ValueTask<Answer<TEvent>> Decide(CellMemory<TState> before, Message<TCommand> message, byte[] commandHash, long now, CancellationToken cancellation)
    {
        var prepared = await Prepare(before.State, message.Command, now, cancellation);
        using var hold = prepared.Hold;
        Decision<TEvent, TEffect> decision;
        CellMemory<TState> after;
        ImmutableArray<JournalRecord> records;
        try
        {
            decision = TMachine.Decide(before.State, message.Command, prepared.Turn);
            if (decision.Events.Length == 0 && decision.Effects.Length > 0) throw new InvalidOperationException("effects without an event");
            records = CellRecords.Write(before, message.Id, commandHash, now, decision);
            after = Applied(before, decision, records);
        }
        catch (Exception bug)
        {
            Poison();
            return Refusal(before, CellProblems.Internal(address, bug));
        }

        if (records.Length > 0) await Append(before, after, records, decision);
        else await CheckWriter(before, cancellation); // "Nothing to do" is an acknowledgement too, and a refusal is final for whoever delivers an effect.
        if (decision.Problem is { } problem) return new(AnswerStatus.Rejected, after.Epoch, after.Seq, decision.Events, problem);
        return new(decision.IsDuplicate ? AnswerStatus.Duplicate : AnswerStatus.Accepted, after.Epoch, after.Seq, decision.Events);
    }

    private async ValueTask<PreparedTurn> Prepare(TState state, TCommand command, long now, CancellationToken cancellation)
    {
        try
        {
            return await facts.Prepare(state, command, now, cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new ActorUnavailableException($"{address} cannot find out what its decision needs: nothing has changed", problem);
        }
    }

    private static CellMemory<TState> Applied(CellMemory<TState> before, Decision<TEvent, TEffect> decision, ImmutableArray<JournalRecord> records)
    {
        if (records.Length == 0) return before;
        var state = before.State;
        foreach (var change in decision.Events) state = TMachine.Apply(state, change);
        var last = records[^1];
        return before with { Seq = last.Seq, Hash = last.Hash, State = state, Inbox = before.Inbox.Remember(last.Message, last.CommandHash, records[0].Seq, last.Seq) };
    }

    private async ValueTask Append(CellMemory<TState> before, CellMemory<TState> after, ImmutableArray<JournalRecord> records, Decision<TEvent, TEffect> decision)
    {
        // Not to be cancelled: the caller may go, but once the events are on their way the cell has to learn what became of them.
        var outcome = await Guarded(() => ports.Journal.Append(new(Stream, before.Epoch, before.Seq, records, TMachine.IsAwake(after.State)), CancellationToken.None));
        if (outcome == AppendOutcome.Fenced) throw Lose("another process writes it");
        memory = after;
        if (decision.Effects.Length > 0) ports.Outbox.Post(new(Stream, after.Epoch, after.Seq, [.. decision.Effects], DecodeEffects));
        observer.Changed(address, after.State, after.Seq);
        foreach (var item in decision.Events) RuntimeMeters.CountEvent(address.Kind.ToString(), item.GetType().Name);
        // A large state is not written for a few small events: what follows the snapshot may weigh as much as it does.
        if (after.Seq - after.SnapshotSeq < Math.Max(ports.Options.SnapshotEvery, snapshotBytes / BytesOfEvent) || !snapshotting.IsCompleted) return;
        memory = after with { SnapshotSeq = after.Seq };
        snapshotting = SaveSnapshot(after);
    }

    private async ValueTask CheckWriter(CellMemory<TState> seen, CancellationToken cancellation)
    {
        var head = await Head(cancellation);
        if (head?.Epoch == seen.Epoch) return;
        // Forgotten, unless a turn has replaced it; the next turn asks the journal and then knows whether to stand back.
        Interlocked.CompareExchange(ref memory, null, seen);
        throw new FencedException($"{address} was activated anew: epoch {head?.Epoch}, this was {seen.Epoch}");
    }

    private async ValueTask<StreamHead?> Head(CancellationToken cancellation)
    {
        try
        {
            return await ports.Heads.Of(Stream, cancellation);
        }
        catch (JournalUnavailableException problem)
        {
            throw new ActorUnavailableException($"{address} cannot ask the journal whether its state is the newest", problem);
        }
    }

    // Not to be cancelled either: an epoch that was raised without the cell knowing would look like another process's.
    private async ValueTask<CellMemory<TState>> TakeOver()
    {
        var wait = standBack.Remaining;
        if (wait > TimeSpan.Zero) throw new FencedException($"{address} is another process's; this one stands back for {wait.TotalSeconds:0.0} s");
        return await Guarded(async () =>
        {
            // Whoever held the stream before and lost sight of it takes it again only when nobody else has meanwhile.
            if (standBack.HeldEpoch > 0 && await ports.Journal.Heads([Stream], CancellationToken.None) is [var head] && head.Epoch > standBack.HeldEpoch) throw Lose("another process has taken it over");
            return await Load(await ports.Journal.TakeOver(Stream, CancellationToken.None));
        });
    }

    private async ValueTask<CellMemory<TState>> Load(StreamReplay replay)
    {
        standBack.Held(replay.Head.Epoch);
        var fold = await CellReplay<TMachine, TState, TCommand, TEvent, TEffect>.Fold(address, replay, Rules, ports.Journal);
        var (state, inbox) = fold.Finish();
        snapshotBytes = replay.Snapshot?.State.Length ?? 0;
        var loaded = new CellMemory<TState>(replay.Head.Epoch, fold.Seq, fold.Hash, state, inbox, replay.Snapshot?.Seq ?? 0);
        await Redeliver(replay);
        memory = loaded;
        RuntimeMeters.Activations.Add(1);
        observer.Changed(address, state, loaded.Seq);
        return loaded;
    }

    private async ValueTask Redeliver(StreamReplay replay)
    {
        var delivered = replay.Head.DeliveredSeq;
        if (delivered >= replay.Head.Seq) return;
        var isInTail = replay.Tail.Length > 0 && replay.Tail[0].Seq <= delivered + 1;
        await foreach (var item in isInTail ? replay.Tail.ToAsyncEnumerable() : ports.Journal.Read(replay.Head.Stream, delivered, CancellationToken.None))
        {
            if (item.Seq > delivered && item.Effects is { } effects) ports.Outbox.Post(new(replay.Head.Stream, replay.Head.Epoch, item.Seq, DecodeEffects(effects), DecodeEffects));
        }

        ports.Outbox.Settle(replay.Head.Stream, replay.Head.Epoch, replay.Head.Seq);
    }

    private async ValueTask<ImmutableArray<TEvent>> EarlierEvents(Recognition known, CancellationToken cancellation)
    {
        if (known.Kind == RecognitionKind.Superseded) return [];
        var events = ImmutableArray.CreateBuilder<TEvent>();
        try
        {
            await foreach (var item in ports.Journal.Read(Stream, known.FirstSeq - 1, cancellation))
            {
                events.Add(CoreJson.Read<TEvent>(item.Body));
                if (item.Seq >= known.LastSeq) break;
            }
        }
        catch (JournalUnavailableException problem)
        {
            throw new ActorUnavailableException($"{address} cannot read what it answered before", problem);
        }

        return events.ToImmutable();
    }

    private async Task SaveSnapshot(CellMemory<TState> saved)
    {
        try
        {
            var state = CoreJson.Write(new CellSnapshot<TState>(saved.State, saved.Inbox));
            snapshotBytes = state.Length;
            await ports.Journal.SaveSnapshot(new(Stream, saved.Seq, saved.Hash, Rules, state), CancellationToken.None);
            ports.Outbox.Settle(Stream, saved.Epoch, saved.Seq);
        }
        catch (JournalUnavailableException)
        {
            // A snapshot only saves time; the next one comes.
        }
    }

    private async ValueTask<T> Guarded<T>(Func<ValueTask<T>> access)
    {
        try
        {
            return await access();
        }
        catch (ActorUnavailableException)
        {
            throw;
        }
        catch (Exception problem)
        {
            Poison();
            throw new ActorUnavailableException($"{address} has lost sight of its journal: {problem.Message}", problem);
        }
    }

    private FencedException Lose(string reason)
    {
        standBack.Lost();
        Poison();
        ports.Outbox.Forget(Stream);
        observer.Lost(address);
        return new($"{address}: {reason}");
    }

    private void Poison()
    {
        memory = null;
        RuntimeMeters.Poisonings.Add(1);
    }

    private Answer<TEvent> Counted(Answer<TEvent> answer)
    {
        RuntimeMeters.CountTurn(address.Kind.ToString(), answer.Status.ToString());
        return answer;
    }

    private static Answer<TEvent> Refusal(CellMemory<TState> before, Problem problem) => new(AnswerStatus.Rejected, before.Epoch, before.Seq, [], problem);

    private static ImmutableArray<IEffect> DecodeEffects(byte[] json) => [.. CoreJson.Read<ImmutableArray<TEffect>>(json)];
}
