using System.Collections.Concurrent;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Embedded;

/// <summary>
/// The actors of one process, by address: activated when somebody asks for them, each with a mailbox, put to rest when nobody does. It knows no kind of actor; a factory
/// makes their cells. Nothing is read at start-up but what <see cref="Resume"/> and <see cref="Preload"/> are asked for.
/// </summary>
public sealed class ActorHost : IAsyncDisposable
{
    private readonly Func<ActorAddress, IActorCell> create;
    private readonly IJournal journal;
    private readonly TimeProvider clock;
    private readonly HostOptions options;
    private readonly TaskScheduler scheduler;
    private readonly ConcurrentDictionary<ActorAddress, Mailbox> mailboxes = new();
    private readonly ITimer? sweepTimer;
    private volatile bool draining;

    /// <summary>A host without actors yet.</summary>
    public ActorHost(Func<ActorAddress, IActorCell> create, IJournal journal, TimeProvider clock, HostOptions options, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MailboxCapacity, 1, nameof(options));
        (this.create, this.journal, this.clock, this.options, this.scheduler) = (create, journal, clock, options, scheduler);
        if (options.IdleAfter > TimeSpan.Zero) sweepTimer = clock.CreateTimer(_ => Sweep(), null, options.IdleAfter / 4, options.IdleAfter / 4);
    }

    /// <summary>Actors in memory.</summary>
    public int ActiveCount => mailboxes.Count;

    /// <summary>The actors in memory, in no order.</summary>
    public IEnumerable<ActorAddress> Active => mailboxes.Keys;

    /// <summary>Tells an actor something. A full mailbox refuses; a caller who stops waiting does not stop a turn that has begun.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    public async ValueTask<Answer<TEvent>> Tell<TState, TCommand, TEvent>(ActorAddress address, Message<TCommand> message, CancellationToken cancellation)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        while (true)
        {
            var mailbox = MailboxOf(address);
            var cell = (IActorCell<TState, TCommand, TEvent>)mailbox.Cell;
            var item = new MailboxItem<Answer<TEvent>>(() => cell.Tell(message, cancellation), cancellation);
            switch (mailbox.Post(item))
            {
                case Posting.Posted: return await item.Answer.Unless(scheduler, cancellation);
                case Posting.Full:
                    RuntimeMeters.Overflows.Add(1);
                    return new(AnswerStatus.Rejected, 0, 0, [], CellProblems.MailboxFull(address, options.MailboxCapacity));
                default:
                    Discard(mailbox);
                    break;
            }
        }
    }

    /// <summary>Reads an actor's state. It does not wait for the messages before it once the actor is active; one that was never told anything stays asleep, and leaves nothing in the journal.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    public async ValueTask<Reading<TState>> Read<TState, TCommand, TEvent>(ActorAddress address, bool fenced, CancellationToken cancellation)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var mailbox = MailboxOf(address);
        mailbox.Touch();
        if (!mailbox.Cell.IsActive)
        {
            if (await ((IActorCell<TState, TCommand, TEvent>)mailbox.Cell).ReadUnborn(fenced, cancellation) is { } unborn) return unborn;
            mailbox = await Activate(address, null, cancellation);
        }

        return await ((IActorCell<TState, TCommand, TEvent>)mailbox.Cell).Read(fenced, cancellation);
    }

    /// <summary>Activates an actor if it is not active, and makes sure that it is this process that writes it: one that another process has had meanwhile would sleep on.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be activated now; <see cref="FencedException"/>: not before it has stood back.</exception>
    public async ValueTask Wake(ActorAddress address, CancellationToken cancellation)
    {
        var mailbox = await Activate(address, null, cancellation);
        await mailbox.Cell.Confirm(cancellation);
    }

    /// <summary>Whether an actor is in memory.</summary>
    public bool IsActive(ActorAddress address) => mailboxes.TryGetValue(address, out var mailbox) && mailbox.Cell.IsActive;

    /// <summary>Activates many actors in a few round trips. Those that are active already are left alone; one whose journal cannot be read stays behind and stops no other.</summary>
    /// <returns>How many were activated.</returns>
    public async ValueTask<int> Preload(IEnumerable<ActorAddress> addresses, CancellationToken cancellation)
    {
        var streams = addresses.Where(address => !IsActive(address)).Select(address => address.ToString()).ToList();
        var count = 0;
        await foreach (var replay in journal.TakeOver(streams, cancellation))
        {
            try
            {
                await Activate(ActorAddress.Parse(replay.Head.Stream), replay, cancellation);
                count++;
            }
            catch (ActorUnavailableException)
            {
                // Whoever asks for it is told why.
            }
        }

        return count;
    }

    /// <summary>Puts an actor to rest: what waits for it has its turn, and the next call activates it anew.</summary>
    public Task Rest(ActorAddress address) => mailboxes.TryGetValue(address, out var mailbox) ? Passivate(mailbox, alsoWhenFull: true) : Task.CompletedTask;

    /// <summary>Activates the actors whose effects a dead process has not delivered, so that they are delivered now.</summary>
    /// <returns>How many.</returns>
    public async ValueTask<int> Resume(CancellationToken cancellation)
    {
        var streams = await journal.Undelivered(cancellation).Select(head => ActorAddress.Parse(head.Stream)).ToListAsync(cancellation);
        return await Preload(streams, cancellation);
    }

    /// <summary>Drains: takes nothing new, lets what waits have its turn, and puts every actor to rest.</summary>
    public async ValueTask DisposeAsync()
    {
        draining = true;
        if (sweepTimer is not null) await sweepTimer.DisposeAsync();
        await Task.WhenAll(mailboxes.Values.Select(mailbox => Passivate(mailbox, alsoWhenFull: true)));
    }

    private async ValueTask<Mailbox> Activate(ActorAddress address, StreamReplay? replay, CancellationToken cancellation)
    {
        while (true)
        {
            var mailbox = MailboxOf(address);
            var item = new MailboxItem<bool>(
                async () =>
                {
                    await mailbox.Cell.Activate(replay);
                    return true;
                },
                cancellation);
            switch (mailbox.Post(item))
            {
                case Posting.Posted:
                    await item.Answer.Unless(scheduler, cancellation);
                    return mailbox;
                case Posting.Full:
                    RuntimeMeters.Overflows.Add(1);
                    throw new ActorUnavailableException($"{options.MailboxCapacity} messages wait for {address} already");
                default:
                    Discard(mailbox);
                    break;
            }
        }
    }

    private Mailbox MailboxOf(ActorAddress address)
    {
        if (draining) throw new ActorUnavailableException("this process is closing down");
        return mailboxes.GetOrAdd(address, static (key, host) => new(host.create(key), host.options.MailboxCapacity, host.clock, host.scheduler), this);
    }

    private void Discard(Mailbox closed) => mailboxes.TryRemove(new(closed.Cell.Address, closed));

    private void Sweep()
    {
        // In a fixed order, so that a simulated history does not depend on how the dictionary hashes.
        foreach (var mailbox in mailboxes.Values.Where(mailbox => mailbox.IsIdleFor(options.IdleAfter)).OrderBy(mailbox => mailbox.Cell.Address.ToString(), StringComparer.Ordinal))
        {
            _ = Passivate(mailbox, alsoWhenFull: false);
        }
    }

    private async Task Passivate(Mailbox mailbox, bool alsoWhenFull)
    {
        while (true)
        {
            var item = new MailboxItem<bool>(() => Rest(mailbox), CancellationToken.None);
            var posting = mailbox.Post(item);
            if (posting == Posting.Closed || (posting == Posting.Full && !alsoWhenFull)) return;
            if (posting == Posting.Posted && (await item.Answer || !alsoWhenFull)) return;
            await Task.Yield();
        }
    }

    // What has come meanwhile is still served, and the actor rests another time.
    private async ValueTask<bool> Rest(Mailbox mailbox)
    {
        await mailbox.Cell.Passivate();
        if (!mailbox.TryClose()) return false;
        Discard(mailbox);
        RuntimeMeters.Passivations.Add(1);
        return true;
    }
}
