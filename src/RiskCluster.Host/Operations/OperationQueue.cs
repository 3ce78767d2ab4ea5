using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Operations;

/// <summary>
/// What takes its time, one at a time and on a thread that yields to all others: margins and decisions come first. Operations live as long as the process; what they change, if
/// anything, is in the journal.
/// </summary>
internal sealed partial class OperationQueue(LiveNode node, ILogger<OperationQueue> log) : BackgroundService
{
    /// <summary>Operations that may wait.</summary>
    public const int MostWaiting = 32;

    private const int MostKept = 256;
    private const int IdLength = 20;

    private readonly ConcurrentDictionary<string, OperationRun> runs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> order = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string BodyHash, string Id)> keys = new(StringComparer.Ordinal);
    private readonly LaneThreads thread = new("operations", 1);
    private readonly Channel<OperationRun> waiting = Channel.CreateBounded<OperationRun>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Takes an operation on.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">The request's own name: the same again is the same operation.</param>
    /// <param name="bodyHash">Of what was asked: the same name with another is refused.</param>
    /// <param name="work">What it does.</param>
    /// <exception cref="RefusedException">Too many wait already, or the name stands for something else.</exception>
    public OperationRun Submit(string kind, MessageId name, string bodyHash, OperationWork work)
    {
        lock (gate)
        {
            var key = $"{kind}:{name}";
            if (keys.TryGetValue(key, out var known) && runs.TryGetValue(known.Id, out var before))
                return known.BodyHash == bodyHash ? before : throw new RefusedException(new(ProblemCode.IdempotencyConflict, "key_reused", "idempotency-key", "the key stands for another request"));
            var run = new OperationRun(RandomNumberGenerator.GetHexString(IdLength, lowercase: true), kind, node.NowMs, work);
            if (!waiting.Writer.TryWrite(run)) throw new RefusedException(new(ProblemCode.TooManyRequests, "too_many_operations", null, $"{MostWaiting} operations wait already", Retryable: true)) { RetryAfterMs = 10_000 };
            runs[run.Id] = run;
            keys[key] = (bodyHash, run.Id);
            order.Enqueue(run.Id);
            Forget();
            return run;
        }
    }

    /// <summary>An operation.</summary>
    /// <exception cref="RefusedException">There is none, or it is forgotten.</exception>
    public OperationRun Find(string id) => TryFind(id) ?? throw Refusals.NotFound("unknown_operation", $"there is no operation '{id}', or it is long over");

    /// <summary>An operation of this process; null when it has none of that name.</summary>
    public OperationRun? TryFind(string id) => runs.GetValueOrDefault(id);

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var run in runs.Values) run.Dispose();
        base.Dispose();
        thread.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var run in waiting.Reader.ReadAllAsync(stoppingToken)) await Task.Factory.StartNew(() => Work(run, stoppingToken), stoppingToken, TaskCreationOptions.HideScheduler, thread);
        }
        catch (OperationCanceledException)
        {
            // Closing down: whoever asks the next process learns that there is no such operation.
        }
    }

    // The oldest that is over goes first; keys go with their operations.
    private void Forget()
    {
        while (runs.Count > MostKept && order.TryPeek(out var oldest) && runs.TryGetValue(oldest, out var run) && run.IsOver && order.TryDequeue(out _) && runs.TryRemove(oldest, out _))
            foreach (var key in keys.Where(item => item.Value.Id == oldest).Select(item => item.Key).ToList())
                keys.Remove(key);
    }

    private void Work(OperationRun run, CancellationToken stopping)
    {
        if (!run.Begin()) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Cancelled, stopping);
        try
        {
            run.Finish(run.Work(run.Id, run.Report, either.Token).GetAwaiter().GetResult(), node.NowMs);
        }
        catch (OperationCanceledException)
        {
            run.End(node.NowMs);
        }
        catch (RefusedException refused)
        {
            run.Fail(ProblemAnswer.Of(refused.Problem, run.Id, refused.Status, null), node.NowMs);
        }
        catch (Exception problem)
        {
            Log.Failed(log, run.Id, problem);
            run.Fail(ProblemAnswer.Of(new(ProblemCode.Unavailable, ProblemCatalogue.InternalError, null, "something failed that should not; the server's logs name the operation"), run.Id, null, null), node.NowMs);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The operation {Id} failed")]
        public static partial void Failed(ILogger log, string id, Exception problem);
    }
}
