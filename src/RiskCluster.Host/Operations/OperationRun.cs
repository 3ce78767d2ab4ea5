using RiskCluster.Contracts;
using RiskCluster.Contracts.Operations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Operations;

/// <summary>One operation from its request to its end. Safe to look at from any thread.</summary>
/// <param name="id">Its name.</param>
/// <param name="kind">What it is.</param>
/// <param name="startedAtMs">Unix milliseconds.</param>
/// <param name="work">What it does.</param>
internal sealed class OperationRun(string id, string kind, long startedAtMs, OperationWork work) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource cancelled = new();
    private OperationStatus status;
    private double progress;
    private long? finishedAtMs;
    private System.Text.Json.JsonElement? result;
    private ProblemDocument? problem;

    /// <summary>Its name.</summary>
    public string Id => id;

    /// <summary>What it does.</summary>
    public OperationWork Work => work;

    /// <summary>Fires when it is cancelled.</summary>
    public CancellationToken Cancelled => cancelled.Token;

    /// <summary>True once nothing can happen to it any more.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate) return status >= OperationStatus.Done;
        }
    }

    /// <summary>As a body.</summary>
    public OperationDocument Document()
    {
        lock (gate) return new(id, kind, Reasons.Of(status), progress, startedAtMs, finishedAtMs, result, problem);
    }

    /// <summary>It begins; false when it was cancelled before.</summary>
    public bool Begin()
    {
        lock (gate)
        {
            if (status != OperationStatus.Pending) return false;
            status = OperationStatus.Running;
            return true;
        }
    }

    /// <summary>How far it is, 0 to 1.</summary>
    public void Report(double share)
    {
        lock (gate) progress = Math.Clamp(share, 0, 1);
    }

    /// <summary>It has come out.</summary>
    public void Finish(System.Text.Json.JsonElement what, long nowMs)
    {
        lock (gate) (status, progress, result, finishedAtMs) = (OperationStatus.Done, 1, what, nowMs);
    }

    /// <summary>It has failed.</summary>
    public void Fail(ProblemDocument why, long nowMs)
    {
        lock (gate) (status, problem, finishedAtMs) = (OperationStatus.Failed, why, nowMs);
    }

    /// <summary>It was cancelled while it ran, or before it began. One that is over stays as it is.</summary>
    public void Cancel(long nowMs)
    {
        lock (gate)
        {
            if (status >= OperationStatus.Done) return;
            // One that runs ends itself at its next step.
            if (status == OperationStatus.Pending) (status, finishedAtMs) = (OperationStatus.Cancelled, nowMs);
        }

        cancelled.Cancel();
    }

    /// <summary>It has ended because it was cancelled.</summary>
    public void End(long nowMs)
    {
        lock (gate) (status, finishedAtMs) = (OperationStatus.Cancelled, nowMs);
    }

    /// <inheritdoc/>
    public void Dispose() => cancelled.Dispose();
}
