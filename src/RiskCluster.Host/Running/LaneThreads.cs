using System.Threading.Channels;

namespace RiskCluster.Host.Running;

/// <summary>
/// Threads of their own for work that may wait. On Linux they have a low priority there: where processors are short, whatever must not wait goes first. Elsewhere theirs is that of all.
/// </summary>
internal sealed class LaneThreads : TaskScheduler, IDisposable
{
    // Of 40 steps, 20 of them below the usual: about a tenth of a processor that others want too.
    private const int StandsBack = 10;
    private readonly Channel<Task> waiting = Channel.CreateUnbounded<Task>();

    public LaneThreads(string name, int count)
    {
        MaximumConcurrencyLevel = count;
        for (var i = 0; i < count; i++) new Thread(Work) { IsBackground = true, Name = name }.Start();
    }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel { get; }

    /// <summary>Takes no more; what is there is still done.</summary>
    public void Dispose() => waiting.Writer.TryComplete();

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (!waiting.Writer.TryWrite(task)) throw new InvalidOperationException("the lane is closed");
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <summary>None: debuggers alone ask, and they see the channel.</summary>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Work()
    {
        // Where a system knows better the work is done all the same.
        _ = Niceness.Take(StandsBack);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            while (waiting.Reader.TryRead(out var task)) TryExecuteTask(task);
    }
}
