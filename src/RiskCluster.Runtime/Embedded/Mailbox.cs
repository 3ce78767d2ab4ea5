using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Embedded;

/// <summary>What waits for one actor, linked from one to the next: an empty mailbox is all that most actors of a process have. Turns run one at a time on the scheduler; after a few of them the others get their chance.</summary>
internal sealed class Mailbox(IActorCell cell, int capacity, TimeProvider clock, TaskScheduler scheduler)
{
    private const int TurnsInARow = 16;

    private readonly Lock gate = new();
    private MailboxItem? first;
    private MailboxItem? last;
    private int count;
    private bool running;
    private bool closed;
    private long lastUsed = clock.GetTimestamp();

    public IActorCell Cell => cell;

    public bool IsIdleFor(TimeSpan time)
    {
        lock (gate) return !running && count == 0 && clock.GetElapsedTime(lastUsed) >= time;
    }

    /// <summary>Keeps the actor awake.</summary>
    public void Touch()
    {
        lock (gate) lastUsed = clock.GetTimestamp();
    }

    public Posting Post(MailboxItem item)
    {
        lock (gate)
        {
            if (closed) return Posting.Closed;
            if (count >= capacity) return Posting.Full;
            if (last is null) first = item;
            else last.Next = item;
            last = item;
            count++;
            RuntimeMeters.Posted();
            lastUsed = clock.GetTimestamp();
            if (running) return Posting.Posted;
            running = true;
        }

        _ = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        return Posting.Posted;
    }

    /// <summary>Closes the mailbox if nothing waits; what is posted later goes to another one.</summary>
    public bool TryClose()
    {
        lock (gate) return closed = count == 0;
    }

    private async Task Run()
    {
        for (var turns = 1; Next() is { } item; turns++)
        {
            await item.Run();
            if (turns % TurnsInARow == 0) await Task.Yield();
        }
    }

    private MailboxItem? Next()
    {
        lock (gate)
        {
            running = first is not null;
            if (first is not { } item) return null;
            first = item.Next;
            if (first is null) last = null;
            count--;
            RuntimeMeters.Taken();
            return item;
        }
    }
}
