using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using static RiskCluster.Core.SystemRisk.SystemRiskRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.SystemRisk.SystemRiskEvent, RiskCluster.Core.SystemRisk.SystemRiskEffect>;

namespace RiskCluster.Core.SystemRisk;

/// <summary>A contagion run: asked for, computed by somebody, ended once.</summary>
internal static class ContagionRunRules
{
    private const int MostUnderWay = 16;
    private const int MostEnded = 100;
    private const int MaxShock = 200;
    private const int MaxReason = 500;

    // A worker that says nothing for so long may be replaced.
    private const long SilentMs = 60_000;

    public static Decision Request(SystemRiskState state, SystemRiskCommand.RequestRun request, in Turn turn)
    {
        if (!KeyName.IsValid(request.RunId)) return Reject(RunIdNotAName, "run_id", $"the run is not named by {KeyName.Rule}");
        if (!SummaryRules.IsHash(request.InputsHash)) return Reject(InputsHashForm, "inputs_hash", SummaryRules.HashRule("inputs"));
        if (!PlainText.Holds(request.Shock, MaxShock)) return Reject(ShockNotPlain, "shock", $"the shock is not 1 to {MaxShock} characters of plain text");
        if (!KeyName.IsValid(request.By)) return Reject(ActorNotAName, "by", $"whoever asks is not named by {KeyName.Rule}");
        if (state.Runs.TryGetValue(request.RunId, out var known))
            return known.InputsHash == request.InputsHash && known.Shock == request.Shock
                ? Decision.Duplicate()
                : Reject(RunDiffers, "run_id", $"run '{request.RunId}' was asked for at {known.RequestedAtMs} with other inputs");
        if (state.Runs.Values.Count(run => !run.IsEnded) >= MostUnderWay) return Reject(TooManyRuns, null, $"{MostUnderWay} runs are under way already");
        return Decision.Accept(new SystemRiskEvent.RunRequested(request.RunId, request.InputsHash, request.Shock, request.By, state.LastRun + 1, turn.NowMs));
    }

    public static Decision Start(SystemRiskState state, SystemRiskCommand.StartRun start, in Turn turn)
    {
        if (!KeyName.IsValidSource(start.Worker)) return Reject(ActorNotAName, "worker", $"whoever computes is not named by {KeyName.SourceRule}");
        if (!state.Runs.TryGetValue(start.RunId, out var run)) return Unknown(start.RunId);
        if (run.IsEnded) return Ended(start.RunId, run);
        if (run.Worker == start.Worker) return Decision.Duplicate();
        if (run.Worker is not null && turn.NowMs < run.HeardAtMs + SilentMs) return Other(start.RunId, run);
        return Decision.Accept(new SystemRiskEvent.RunStarted(start.RunId, start.Worker, turn.NowMs));
    }

    public static Decision Progress(SystemRiskState state, SystemRiskCommand.ReportProgress report, in Turn turn)
    {
        if (!state.Runs.TryGetValue(report.RunId, out var run)) return Unknown(report.RunId);
        if (run.IsEnded) return Ended(report.RunId, run);
        if (NotTheirs(report.RunId, run, report.Worker) is { } refusal) return refusal;
        if (report.DonePerMille is < 0 or > 1000) return Reject(ProgressBounds, "done_per_mille", $"the progress {report.DonePerMille} is not from 0 to 1000");
        return report.DonePerMille <= run.DonePerMille
            ? Decision.Duplicate()
            : Decision.Accept(new SystemRiskEvent.RunProgressed(report.RunId, report.DonePerMille, turn.NowMs));
    }

    public static Decision Finish(SystemRiskState state, SystemRiskCommand.FinishRun finish, in Turn turn)
    {
        if (!state.Runs.TryGetValue(finish.RunId, out var run)) return Unknown(finish.RunId);
        if (run.IsEnded) return run.Summary?.ResultHash == finish.Summary.ResultHash ? Decision.Duplicate() : Ended(finish.RunId, run);
        if (NotTheirs(finish.RunId, run, finish.Worker) is { } refusal) return refusal;
        if (finish.InputsHash != run.InputsHash) return Reject(OtherInputs, "inputs_hash", $"run '{finish.RunId}' was asked for with inputs {run.InputsHash}");
        return SummaryRules.Problem(finish.Summary) is { } problem
            ? Reject(problem.Rejection, problem.Param, problem.Detail)
            : Decision.Accept(new SystemRiskEvent.RunFinished(finish.RunId, SummaryRules.Plain(finish.Summary), turn.NowMs));
    }

    public static Decision Fail(SystemRiskState state, SystemRiskCommand.FailRun fail, in Turn turn)
    {
        if (!state.Runs.TryGetValue(fail.RunId, out var run)) return Unknown(fail.RunId);
        if (run.IsEnded) return run.Failure == fail.Reason ? Decision.Duplicate() : Ended(fail.RunId, run);
        if (NotTheirs(fail.RunId, run, fail.Worker) is { } refusal) return refusal;
        if (!PlainText.Holds(fail.Reason, MaxReason)) return Reject(ReasonNotPlain, "reason", $"the reason is not 1 to {MaxReason} characters of plain text");
        return Decision.Accept(new SystemRiskEvent.RunFailed(fail.RunId, fail.Reason, turn.NowMs));
    }

    /// <summary>The state with a run changed; as it was when the run is not known.</summary>
    public static SystemRiskState With(SystemRiskState state, string runId, Func<RecordedRun, RecordedRun> change) =>
        state.Runs.TryGetValue(runId, out var run) ? state with { Runs = state.Runs.SetItem(runId, change(run)) } : state;

    /// <summary>The same for a run that ends: of those that have ended the oldest are forgotten.</summary>
    public static SystemRiskState Ended(SystemRiskState state, string runId, Func<RecordedRun, RecordedRun> change)
    {
        var next = With(state, runId, change);
        var ended = next.Runs.Where(pair => pair.Value.IsEnded).OrderByDescending(pair => pair.Value.Number).Skip(MostEnded).Select(pair => pair.Key).ToImmutableArray();
        return ended.IsEmpty ? next : next with { Runs = next.Runs.RemoveRange(ended) };
    }

    private static Decision? NotTheirs(string runId, RecordedRun run, string worker) =>
        run.Worker is null ? Reject(RunNotStarted, "run_id", $"nobody has started run '{runId}'") : run.Worker != worker ? Other(runId, run) : null;

    private static Decision Unknown(string runId) => Reject(UnknownRun, "run_id", $"there is no run '{runId}'");

    private static Decision Ended(string runId, RecordedRun run) => Reject(RunEnded, "run_id", $"run '{runId}' has {(run.Summary is null ? "failed" : "finished")} at {run.HeardAtMs}");

    private static Decision Other(string runId, RecordedRun run) => Reject(OtherWorker, "worker", $"run '{runId}' is computed by '{run.Worker}', heard of at {run.HeardAtMs}");

    private static Decision Reject(SystemRiskRejection rejection, string? param, string detail) => SystemRiskMachine.Reject(rejection, param, detail);
}
