using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Operations;
using RiskCluster.Core.SystemRisk;

namespace RiskCluster.Host.Contagion;

/// <summary>A contagion run as the journal has it, for whoever asks after the process that ran it has gone: what was found in short.</summary>
internal static class RecordedOperation
{
    /// <summary>The run as an operation.</summary>
    public static OperationDocument Document(string id, RecordedRun run) => new(
        id,
        "contagion_run",
        run.Status switch
        {
            ContagionRunStatus.Finished => "done",
            ContagionRunStatus.Failed => run.Failure == "cancelled" ? "cancelled" : "failed",
            ContagionRunStatus.Running => "running",
            _ => "pending",
        },
        run.DonePerMille / 1000.0,
        run.RequestedAtMs,
        run.IsEnded ? run.HeardAtMs : null,
        run.Summary is { } summary ? JsonSerializer.SerializeToElement(new { Summary = summary, run.InputsHash }, ApiJson.Options) : null,
        null);
}
