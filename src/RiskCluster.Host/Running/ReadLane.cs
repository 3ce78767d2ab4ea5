using System.Threading.RateLimiting;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Host.Running;

/// <summary>
/// Where questions are answered that take processor time: a few at a time, a bounded number waiting, all others refused at once. Margin cycles, order checks and liquidations share
/// no thread and no queue with it, and the system lets their threads go first, so a flood of questions delays questions only.
/// </summary>
internal sealed class ReadLane : IDisposable
{
    /// <summary>Questions answered at the same time: at most as many as the board has readers, and one processor is left to everything else where there is more than one.</summary>
    public static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount - 1, 1, 2);

    /// <summary>Questions that may wait.</summary>
    public const int MostWaiting = 256;

    private const long RetryAfterMs = 1_000;

    private readonly LaneThreads threads = new("read lane", AtOnce);
    private readonly ConcurrencyLimiter limiter = new(new() { PermitLimit = AtOnce, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Questions that wait now.</summary>
    public long Waiting => limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Answers a question on a thread of the lane.</summary>
    /// <exception cref="RefusedException">Too many wait already.</exception>
    public async Task<T> Run<T>(Func<T> question, CancellationToken cancellation)
    {
        using var lease = await limiter.AcquireAsync(1, cancellation);
        if (!lease.IsAcquired)
        {
            HostMeters.ReadRefused();
            throw new RefusedException(Refusals.Unavailable("overloaded", $"more than {MostWaiting} questions wait to be answered").Problem) { RetryAfterMs = RetryAfterMs };
        }

        return await Task.Factory.StartNew(question, cancellation, TaskCreationOptions.DenyChildAttach, threads);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        limiter.Dispose();
        threads.Dispose();
    }
}
