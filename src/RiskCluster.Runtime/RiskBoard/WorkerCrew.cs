using RiskCluster.Risk.Engine;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Long-lived threads that share the units of a margin cycle by stealing the next one from a counter. The caller is worker 0. Allocates nothing per run.</summary>
/// <remarks>One run at a time: the margin cycle is the only caller. Between runs the threads spin for some microseconds, then sleep.</remarks>
public sealed class WorkerCrew : IParallel, IDisposable
{
    private readonly Thread[] threads;
    private readonly SemaphoreSlim wake = new(0);
    private readonly SemaphoreSlim done = new(0);
    private IUnitWork? work;
    private Exception? failure;
    private int nextUnit;
    private int unitCount;
    private volatile bool stopping;

    /// <summary>A crew of the given size, the calling thread included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one worker.</exception>
    public WorkerCrew(int workerCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workerCount, 1);
        WorkerCount = workerCount;
        threads = [.. Enumerable.Range(1, workerCount - 1).Select(Start)];
    }

    /// <inheritdoc/>
    public int WorkerCount { get; }

    /// <inheritdoc/>
    public void Run(IUnitWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        this.work = work;
        unitCount = work.UnitCount;
        failure = null;
        nextUnit = 0;
        var others = Math.Min(threads.Length, unitCount - 1);
        if (others > 0) wake.Release(others);
        TakeUnits(0);
        for (var i = 0; i < others; i++) done.Wait();
        if (failure is not null) throw new InvalidOperationException("a unit of the margin cycle failed", failure);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        stopping = true;
        if (threads.Length > 0) wake.Release(threads.Length);
        foreach (var thread in threads) thread.Join();
        wake.Dispose();
        done.Dispose();
    }

    private Thread Start(int worker)
    {
        var thread = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"margin worker {worker}" };
        thread.Start();
        return thread;
    }

    private void Serve(int worker)
    {
        while (true)
        {
            wake.Wait();
            if (stopping) return;
            TakeUnits(worker);
            done.Release();
        }
    }

    private void TakeUnits(int worker)
    {
        try
        {
            for (var unit = Interlocked.Increment(ref nextUnit) - 1; unit < unitCount; unit = Interlocked.Increment(ref nextUnit) - 1)
                work!.RunUnit(unit, worker);
        }
        catch (Exception problem)
        {
            // The first failure stops the hand-out; it is thrown to the caller when all workers have come to rest.
            Interlocked.CompareExchange(ref failure, problem, null);
            Interlocked.Exchange(ref nextUnit, unitCount);
        }
    }
}
