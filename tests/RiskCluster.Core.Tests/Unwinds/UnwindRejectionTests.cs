using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using static RiskCluster.Core.Turns.ProblemCode;
using static RiskCluster.Core.Unwinds.UnwindRejection;

namespace RiskCluster.Core.Tests.Unwinds;

/// <summary>What an unwind refuses, and in which order.</summary>
public sealed class UnwindRejectionTests
{
    private static readonly UnwindState None = UnwindMachine.Initial("olga");
    private static readonly UnwindState Started = Plans.Started();
    private static readonly UnwindState Running = Plans.After(Started, new UnwindCommand.AcceptPlan(Plans.Plan()), Plans.Usual);
    private static readonly UnwindState HeldState = Plans.After(Started, new UnwindCommand.Pause("feed frozen", "desk"), Plans.Usual);
    private static readonly UnwindState Covering = Plans.After(Started, Cover(), Plans.Usual);
    private static readonly UnwindState Sharing = Plans.After(Covering, new UnwindCommand.GrantInsurance(1, "boreas", 10), Plans.Usual);

    public static TheoryData<string> Names => [.. Tables.Keys];

    private static Dictionary<string, RefusalTable<Case, UnwindRejection>> Tables { get; } = new[]
    {
        Table(None, new UnwindCommand.SetRules(new(), 1), (table, change) => table.Row(RulesBounds, InvalidArgument, change(c => c with { Rules = new() { MaxNotionalMultiple = 4 } }))),
        Table(None, new UnwindCommand.Start(Plans.Breach()), (table, change) => table
            .Row(FigureBounds, InvalidArgument, change(c => new(c.Evidence with { Figures = c.Evidence.Figures with { MaintenanceMarginUsd = 201 } })))
            .Row(NotBreached, InvalidArgument, change(c => new(c.Evidence with { Figures = c.Evidence.Figures with { EquityUsd = 300 } })))),
        Table(Started, new UnwindCommand.AcceptPlan(Plans.Plan()), (table, change) => table
            .Row(UnknownUnwind, NotFound, change(c => new(c.Plan with { UnwindId = 9 })))
            .Row(Held, MarketHalted, c => c with { State = c.State with { Status = UnwindStatus.Held } })
            .Row(WrongStatus, VersionConflict, c => c with { State = c.State.Status == UnwindStatus.Held ? c.State : c.State with { Status = UnwindStatus.Stopped } })
            .Row(LegsLive, VersionConflict, c => c with { State = c.State with { Legs = c.State.Legs.Add("1", new(Plans.Leg(), 0, 1)) } })
            .Row(UnwindRejection.PlanVersion, VersionConflict, change(c => new(c.Plan with { Version = 2 })))
            .Row(GraceRunning, VersionConflict, c => c with { State = c.State with { StartedAtMs = 15_001 } })
            .Row(EvidenceExpired, OracleStale, change(c => new(c.Plan with { Inputs = c.Plan.Inputs with { TimestampMs = 9_999 } })))
            .Row(StepCount, InvalidArgument, change(c => new(c.Plan with { Steps = [.. c.Plan.Steps, .. Enumerable.Repeat(Plans.Step(10, Plans.Leg()), 64)] })))
            .Row(LegBounds, InvalidArgument, change(c => new(c.Plan with { Steps = c.Plan.Steps.SetItem(0, c.Plan.Steps[0] with { Legs = [Plans.Leg() with { UsdPerPoint = 0 }] }) })))
            .Row(StepNotLower, InvalidArgument, change(c => new(c.Plan with { Steps = c.Plan.Steps.SetItem(1, c.Plan.Steps[1] with { RequirementUsd = 150 }) })))
            .Row(CostBudget, InvalidArgument, c => c with { State = c.State with { SpentCostUsd = 44.1m } })
            .Row(NotionalBudget, InvalidArgument, c => c with { State = c.State with { NotionalBudgetUsd = 299 } })
            .Row(TooManyPlans, TooManyRequests, c => c with { State = c.State with { Rules = c.State.Rules with { MaxPlans = 0 } } })),
        Table(Running, new UnwindCommand.FillLeg(1, 1, "f1", -1, 99), (table, change) => table
            .Row(UnknownUnwind, NotFound, change(c => c with { UnwindId = 2 }))
            .Row(UnknownLeg, NotFound, change(c => c with { LegId = 9 }))
            .Row(FillDiffers, IdempotencyConflict, c => c with { State = Filled(c.State, "f1", -0.5m) })
            .Row(FillTooLarge, InvalidArgument, change(c => c with { Quantity = -2 }))),
        Table(Running, new UnwindCommand.CloseLeg(1, 1, LegStatus.Expired, 0), (table, change) => table
            .Row(UnknownUnwind, NotFound, change(c => c with { UnwindId = 2 }))
            .Row(UnknownLeg, NotFound, change(c => c with { LegId = 9 }))
            .Row(LegBounds, InvalidArgument, change(c => c with { Status = LegStatus.Issued }))
            .Row(FillsMissing, SequenceGap, change(c => c with { FilledQuantity = -1 }))),
        Table(Started, new UnwindCommand.ReportFigures(Plans.Figures(2)), (table, change) => table
            .Row(FigureBounds, InvalidArgument, change(c => new(c.Figures with { InitialMarginUsd = 2e18m })))
            .Row(UnknownUnwind, NotFound, c => c with { State = None })
            .Row(WrongStatus, VersionConflict, c => c with { State = c.State.IsLive ? c.State with { Status = UnwindStatus.Covering } : c.State })
            .Row(LegsLive, VersionConflict, c => c with { State = c.State with { Legs = Running.Legs } })
            .Row(EvidenceWeak, OracleDeviation, change(c => new(c.Figures with { Status = FigureStatus.Stale })))
            .Row(EvidenceExpired, OracleStale, c => c with { Turn = new(25_001) })),
        Table(Running, new UnwindCommand.Replan("the market moved"), (table, change) => table
            .Row(ReasonNotPlain, InvalidArgument, change(_ => new("")))
            .Row(WrongStatus, VersionConflict, c => c with { State = HeldState })),
        Table(Running, new UnwindCommand.Pause("feed frozen", "desk"), (table, change) => table
            .Row(ReasonNotPlain, InvalidArgument, change(c => c with { Reason = "" }))
            .Row(ActorNotAName, InvalidArgument, change(c => c with { By = "" }))
            .Row(WrongStatus, VersionConflict, c => c with { State = None })),
        Table(HeldState, new UnwindCommand.Resume(Plans.Breach(2), "desk"), (table, change) => table
            .Row(ActorNotAName, InvalidArgument, change(c => c with { By = "" }))
            .Row(FigureBounds, InvalidArgument, change(c => c with { Evidence = c.Evidence with { Figures = c.Evidence.Figures with { InitialMarginUsd = 2e18m } } }))
            .Row(UnknownUnwind, NotFound, c => c with { State = None })
            .Row(WrongStatus, VersionConflict, c => c with { State = c.State.IsLive ? Covering : c.State })
            .Row(EvidenceWeak, OracleDeviation, change(c => c with { Evidence = c.Evidence with { Figures = c.Evidence.Figures with { Status = FigureStatus.Halted } } }))
            .Row(EvidenceExpired, OracleStale, c => c with { Turn = new(25_001) })),
        Table(Running, new UnwindCommand.Stop("no step lowers the requirement"), (table, change) => table
            .Row(ReasonNotPlain, InvalidArgument, change(_ => new("")))
            .Row(WrongStatus, VersionConflict, c => c with { State = HeldState })),
        Table(Running, new UnwindCommand.Abort("deposit came", "desk"), (table, change) => table
            .Row(ReasonNotPlain, InvalidArgument, change(c => c with { Reason = "" }))
            .Row(ActorNotAName, InvalidArgument, change(c => c with { By = "" }))
            .Row(WrongStatus, VersionConflict, c => c with { State = Covering })),
        Table(Started, Cover(), (table, change) => table
            .Row(FigureBounds, InvalidArgument, change(c => c with { Figures = c.Figures with { InitialMarginUsd = 2e18m } }))
            .Row(UnknownUnwind, NotFound, c => c with { State = c.State with { UnwindId = 0, Status = UnwindStatus.None } })
            .Row(Held, MarketHalted, c => c with { State = c.State.IsLive ? c.State with { Status = UnwindStatus.Held } : c.State })
            .Row(WrongStatus, VersionConflict, c => c with { State = c.State.Status == UnwindStatus.AwaitingPlan ? c.State with { Status = UnwindStatus.Running } : c.State })
            .Row(LegsLive, VersionConflict, c => c with { State = c.State with { Legs = Running.Legs } })
            .Row(EvidenceWeak, OracleDeviation, change(c => c with { Figures = c.Figures with { Status = FigureStatus.Stale } }))
            .Row(EvidenceExpired, OracleStale, c => c with { Turn = new(25_001) })
            .Row(NoShortfall, InvalidArgument, change(c => c with { Figures = c.Figures with { EquityUsd = 0 } }))
            .Row(VenuesDoNotAddUp, InvalidArgument, change(c => c with { Venues = c.Venues.Add(new("zephyr", 1)) }))),
        Table(Covering, new UnwindCommand.GrantInsurance(1, "boreas", 10), (table, change) => table
            .Row(UnknownUnwind, NotFound, change(c => c with { UnwindId = 2 }))
            .Row(UnknownLoss, NotFound, change(c => c with { Venue = "zephyr" }))
            .Row(GrantBounds, InvalidArgument, change(c => c with { GrantedUsd = 50.01m }))),
        Table(Sharing, new UnwindCommand.ShareLoss("boreas", LossRule.Deleverage, [new("boreas/win", 100, 3)]), (table, change) => table
            .Row(UnknownUnwind, NotFound, c => c with { State = None })
            .Row(WrongStatus, VersionConflict, c => c with { State = c.State.IsLive ? Started : c.State })
            .Row(UnknownLoss, NotFound, change(c => c with { Venue = "zephyr" }))
            .Row(SharerBounds, InvalidArgument, change(c => c with { Sharers = [.. c.Sharers, new("aurora/win", 100, 3)] }))),
    }.ToDictionary(item => item.Name, item => item.Table);

    [Theory]
    [MemberData(nameof(Names))]
    public void Refused_for_the_first_rule_that_is_broken(string command) => Tables[command].ShouldHold();

    [Fact]
    public void Every_rejection_has_a_row() => RefusalTable<Case, UnwindRejection>.ShouldCoverAll(Tables.Values);

    [Fact]
    public void Every_command_has_a_table() => Tables.Keys.ShouldBe(Sample.Cases(typeof(UnwindCommand)).Select(type => type.Name), ignoreOrder: true);

    private static UnwindCommand.CoverShortfall Cover() => new(Plans.Figures(2, -50, 0, 0), [new("aurora", 10), new("boreas", -60)]);

    private static UnwindState Filled(UnwindState state, string fillId, decimal quantity) =>
        state with { Legs = state.Legs.SetItem("1", state.Legs["1"] with { Fills = state.Legs["1"].Fills.Add(fillId, quantity) }) };

    private static (string Name, RefusalTable<Case, UnwindRejection> Table) Table<TCommand>(
        UnwindState state, TCommand command, Func<RefusalTable<Case, UnwindRejection>, Func<Func<TCommand, TCommand>, Func<Case, Case>>, RefusalTable<Case, UnwindRejection>> rows)
        where TCommand : UnwindCommand =>
        (typeof(TCommand).Name, rows(
            new(typeof(TCommand).Name, new(state, command, Plans.Usual), c => UnwindMachine.Decide(c.State, c.Command, c.Turn).Problem),
            change => c => c with { Command = change((TCommand)c.Command) }));

    private sealed record Case(UnwindState State, UnwindCommand Command, Turn Turn);
}
