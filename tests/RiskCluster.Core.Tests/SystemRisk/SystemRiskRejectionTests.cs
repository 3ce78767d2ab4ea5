using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.SystemRisk.SystemRiskRejection;
using static RiskCluster.Core.Turns.ProblemCode;

namespace RiskCluster.Core.Tests.SystemRisk;

/// <summary>What the actor that looks at all at once refuses, and in which order.</summary>
public sealed class SystemRiskRejectionTests
{
    private static readonly string Hash = new('a', 64);
    private static readonly RecordedRun Requested = new(Hash, "ether -30 %", "desk", 1, 500);
    private static readonly SystemRiskState Empty = SystemRiskMachine.Initial("system");
    private static readonly SystemRiskState Asked = Empty with { LastRun = 1, Runs = Empty.Runs.Add("r1", Requested) };
    private static readonly SystemRiskState Running = Empty with { LastRun = 1, Runs = Empty.Runs.Add("r1", Requested with { Status = ContagionRunStatus.Running, Worker = "w1" }) };
    private static readonly ContagionSummary Summary = new(10, 2, 3, 90, 50, 30, 10, 0.4m, 0.1m, [new("aurora", 5, 0)], [new("stETH", 0.8m, 12)], Hash);
    private static readonly ConcentrationReport Report = new(7, 900, [new("BTC", 1000, "olga", 0.6m, 0.4m)]);

    public static TheoryData<string> Names => [.. Tables.Keys];

    private static Dictionary<string, RefusalTable<Case, SystemRiskRejection>> Tables { get; } = new[]
    {
        Table<SystemRiskCommand.RequestRun>(Empty, new SystemRiskCommand.RequestRun("r1", Hash, "ether -30 %", "desk"), table => table
            .Row(RunIdNotAName, InvalidArgument, c => c.With<SystemRiskCommand.RequestRun>(r => r with { RunId = "r 1" }))
            .Row(InputsHashForm, InvalidArgument, c => c.With<SystemRiskCommand.RequestRun>(r => r with { InputsHash = new('A', 64) }))
            .Row(ShockNotPlain, InvalidArgument, c => c.With<SystemRiskCommand.RequestRun>(r => r with { Shock = "two\nlines" }))
            .Row(ActorNotAName, InvalidArgument, c => c.With<SystemRiskCommand.RequestRun>(r => r with { By = "" }))
            .Row(RunDiffers, IdempotencyConflict, c => c with { State = c.State with { Runs = c.State.Runs.SetItem("r1", Requested with { InputsHash = new('b', 64) }) } })
            .Row(TooManyRuns, TooManyRequests, c => c with { State = c.State with { Runs = c.State.Runs.AddRange(Enumerable.Range(0, 16).Select(i => KeyValuePair.Create($"x{i}", Requested))) } })),
        Table<SystemRiskCommand.StartRun>(Asked, new SystemRiskCommand.StartRun("r1", "w1"), table => table
            .Row(ActorNotAName, InvalidArgument, c => c.With<SystemRiskCommand.StartRun>(s => s with { Worker = "#" }))
            .Row(UnknownRun, NotFound, c => c with { State = c.State with { Runs = c.State.Runs.Clear() } })
            .Row(RunEnded, VersionConflict, c => c.Run(run => run with { Status = ContagionRunStatus.Failed, Failure = "x" }))
            .Row(OtherWorker, ClaimLost, c => c.Run(run => run with { Worker = "w2" }))),
        Table<SystemRiskCommand.ReportProgress>(Running, new SystemRiskCommand.ReportProgress("r1", "w1", 500), table => table
            .Row(UnknownRun, NotFound, c => c with { State = c.State with { Runs = c.State.Runs.Clear() } })
            .Row(RunEnded, VersionConflict, c => c.Run(run => run with { Status = ContagionRunStatus.Failed, Failure = "x" }))
            .Row(RunNotStarted, VersionConflict, c => c.Run(run => run with { Worker = null }))
            .Row(OtherWorker, ClaimLost, c => c.With<SystemRiskCommand.ReportProgress>(p => p with { Worker = "w2" }))
            .Row(ProgressBounds, InvalidArgument, c => c.With<SystemRiskCommand.ReportProgress>(p => p with { DonePerMille = 1001 }))),
        Table<SystemRiskCommand.FinishRun>(Running, new SystemRiskCommand.FinishRun("r1", "w1", Hash, Summary), table => table
            .Row(UnknownRun, NotFound, c => c with { State = c.State with { Runs = c.State.Runs.Clear() } })
            .Row(RunEnded, VersionConflict, c => c.Run(run => run with { Status = ContagionRunStatus.Failed, Failure = "x" }))
            .Row(RunNotStarted, VersionConflict, c => c.Run(run => run with { Worker = null }))
            .Row(OtherWorker, ClaimLost, c => c.With<SystemRiskCommand.FinishRun>(f => f with { Worker = "w2" }))
            .Row(OtherInputs, VersionConflict, c => c.With<SystemRiskCommand.FinishRun>(f => f with { InputsHash = new('c', 64) }))
            .Row(ResultHashForm, InvalidArgument, c => c.Found(s => s with { ResultHash = "" }))
            .Row(SummaryCount, InvalidArgument, c => c.Found(s => s with { Defaults = 11 }))
            .Row(SummaryAmount, InvalidArgument, c => c.Found(s => s with { Venues = [.. s.Venues.Select(venue => venue with { LossUsd = -1 })] }))
            .Row(SummaryShare, InvalidArgument, c => c.Found(s => s with { DebtRank = 1.1m }))
            .Row(SummaryNames, InvalidArgument, c => c.Found(s => s with { Venues = [.. s.Venues, .. s.Venues] }))),
        Table<SystemRiskCommand.FailRun>(Running, new SystemRiskCommand.FailRun("r1", "w1", "the book is gone"), table => table
            .Row(UnknownRun, NotFound, c => c with { State = c.State with { Runs = c.State.Runs.Clear() } })
            .Row(RunEnded, VersionConflict, c => c.Run(run => run with { Status = ContagionRunStatus.Finished, Summary = Summary }))
            .Row(RunNotStarted, VersionConflict, c => c.Run(run => run with { Worker = null }))
            .Row(OtherWorker, ClaimLost, c => c.With<SystemRiskCommand.FailRun>(f => f with { Worker = "w2" }))
            .Row(ReasonNotPlain, InvalidArgument, c => c.With<SystemRiskCommand.FailRun>(f => f with { Reason = " " }))),
        Table<SystemRiskCommand.ReportConcentration>(Empty, new SystemRiskCommand.ReportConcentration(Report), table => table
            .Row(CycleNumber, InvalidArgument, c => c.With<SystemRiskCommand.ReportConcentration>(r => new(r.Report with { Cycle = 0 })))
            .Row(ConcentrationNames, InvalidArgument, c => c.With<SystemRiskCommand.ReportConcentration>(r => new(r.Report with { Lines = [.. r.Report.Lines, .. r.Report.Lines] })))
            .Row(ConcentrationAmount, InvalidArgument, c => c.With<SystemRiskCommand.ReportConcentration>(r => new(r.Report with { Lines = [.. r.Report.Lines.Select(line => line with { Herfindahl = 2 })] })))),
        Table<SystemRiskCommand.ReportCongestion>(Empty, new SystemRiskCommand.ReportCongestion("ethereum", ["aurora"], 2, 900), table => table
            .Row(ChainNotAName, InvalidArgument, c => c.With<SystemRiskCommand.ReportCongestion>(r => r with { Chain = "" }))
            .Row(VenueNames, InvalidArgument, c => c.With<SystemRiskCommand.ReportCongestion>(r => r with { Venues = ["aurora", "aurora"] }))
            .Row(LevelBounds, InvalidArgument, c => c.With<SystemRiskCommand.ReportCongestion>(r => r with { Level = -0.1m }))
            .Row(ObservedAhead, InvalidArgument, c => c.With<SystemRiskCommand.ReportCongestion>(r => r with { ObservedAtMs = 6_001 }))
            .Row(TooManyChains, TooManyRequests, c => c with
            {
                State = c.State with { Congestion = c.State.Congestion.AddRange(Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"c{i}", new ChainCongestion(1, false, [], 1)))) },
            })),
    }.ToDictionary(item => item.Name, item => item.Table);

    [Theory]
    [MemberData(nameof(Names))]
    public void Refused_for_the_first_rule_that_is_broken(string command) => Tables[command].ShouldHold();

    [Fact]
    public void Every_rejection_has_a_row() => RefusalTable<Case, SystemRiskRejection>.ShouldCoverAll(Tables.Values);

    [Fact]
    public void Every_command_has_a_table() => Tables.Keys.ShouldBe(Sample.Cases(typeof(SystemRiskCommand)).Select(type => type.Name), ignoreOrder: true);

    private static (string Name, RefusalTable<Case, SystemRiskRejection> Table) Table<TCommand>(
        SystemRiskState state, SystemRiskCommand command, Func<RefusalTable<Case, SystemRiskRejection>, RefusalTable<Case, SystemRiskRejection>> rows) =>
        (typeof(TCommand).Name, rows(new(typeof(TCommand).Name, new(state, command), c => SystemRiskMachine.Decide(c.State, c.Command, new(1_000)).Problem)));

    private sealed record Case(SystemRiskState State, SystemRiskCommand Command)
    {
        public Case With<TCommand>(Func<TCommand, TCommand> change)
            where TCommand : SystemRiskCommand => this with { Command = change((TCommand)Command) };

        public Case Found(Func<ContagionSummary, ContagionSummary> change) => With<SystemRiskCommand.FinishRun>(finish => finish with { Summary = change(finish.Summary) });

        public Case Run(Func<RecordedRun, RecordedRun> change) =>
            State.Runs.TryGetValue("r1", out var run) ? this with { State = State with { Runs = State.Runs.SetItem("r1", change(run)) } } : this;
    }
}
