using RiskCluster.Core.Turns;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.SystemRisk.SystemRiskEvent, RiskCluster.Core.SystemRisk.SystemRiskEffect>;

namespace RiskCluster.Core.SystemRisk;

/// <summary>The rules of the actor that looks at all at once.</summary>
public sealed class SystemRiskMachine : IMachine<SystemRiskState, SystemRiskCommand, SystemRiskEvent, SystemRiskEffect>
{
    /// <summary>The key of the only one that there is.</summary>
    public const string Key = "system";

    private SystemRiskMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.SystemRisk;

    /// <inheritdoc/>
    public static SystemRiskState Initial(string key) => key == Key ? new(key) : throw new ArgumentException($"'{key}' is not '{Key}', and there is no other", nameof(key));

    /// <inheritdoc/>
    public static Decision Decide(SystemRiskState state, SystemRiskCommand command, in Turn turn)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return command switch
        {
            SystemRiskCommand.RequestRun request => ContagionRunRules.Request(state, request, turn),
            SystemRiskCommand.StartRun start => ContagionRunRules.Start(state, start, turn),
            SystemRiskCommand.ReportProgress report => ContagionRunRules.Progress(state, report, turn),
            SystemRiskCommand.FinishRun finish => ContagionRunRules.Finish(state, finish, turn),
            SystemRiskCommand.FailRun fail => ContagionRunRules.Fail(state, fail, turn),
            SystemRiskCommand.ReportConcentration report => ConcentrationRules.Report(state, report.Report),
            SystemRiskCommand.ReportCongestion report => CongestionRules.Report(state, report, turn),
            _ => throw new ArgumentException($"no system knows {command.GetType().Name}", nameof(command)),
        };
    }

    /// <inheritdoc/>
    public static SystemRiskState Apply(SystemRiskState state, SystemRiskEvent change)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(change);
        var next = change switch
        {
            SystemRiskEvent.RunRequested requested => state with
            {
                LastRun = requested.Number,
                Runs = state.Runs.SetItem(requested.RunId, new(requested.InputsHash, requested.Shock, requested.By, requested.Number, requested.AtMs)),
            },
            SystemRiskEvent.RunStarted started => ContagionRunRules.With(
                state, started.RunId, run => run with { Status = ContagionRunStatus.Running, Worker = started.Worker, DonePerMille = 0, HeardAtMs = started.AtMs }),
            SystemRiskEvent.RunProgressed progressed => ContagionRunRules.With(state, progressed.RunId, run => run with { DonePerMille = progressed.DonePerMille, HeardAtMs = progressed.AtMs }),
            SystemRiskEvent.RunFinished finished => ContagionRunRules.Ended(
                state, finished.RunId, run => run with { Status = ContagionRunStatus.Finished, DonePerMille = 1000, Summary = finished.Summary, HeardAtMs = finished.AtMs }),
            SystemRiskEvent.RunFailed failed => ContagionRunRules.Ended(
                state, failed.RunId, run => run with { Status = ContagionRunStatus.Failed, Failure = failed.Reason, HeardAtMs = failed.AtMs }),
            SystemRiskEvent.ConcentrationReported reported => state with { Concentration = reported.Report },
            SystemRiskEvent.CongestionReported reported => state with { Congestion = state.Congestion.SetItem(reported.Chain, reported.Congestion) },
            _ => throw new ArgumentException($"no system knows {change.GetType().Name}", nameof(change)),
        };
        return next with { Seq = state.Seq + 1 };
    }

    internal static Decision Reject(SystemRiskRejection rejection, string? param, string detail) => Decision.Reject(SystemRiskProblem.Of(rejection, param, detail));
}
