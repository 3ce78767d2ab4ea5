using RiskCluster.Core.Json;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using Whole = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.SystemRisk.SystemRiskMachine, RiskCluster.Core.SystemRisk.SystemRiskState, RiskCluster.Core.SystemRisk.SystemRiskCommand,
    RiskCluster.Core.SystemRisk.SystemRiskEvent, RiskCluster.Core.SystemRisk.SystemRiskEffect>;

namespace RiskCluster.Core.Tests.SystemRisk;

/// <summary>What becomes of runs, concentration and congestion over several messages.</summary>
public sealed class SystemRiskStoryTests
{
    private static readonly string Hash = new('a', 64);
    private static readonly ContagionSummary Summary = new(10, 2, 3, 90.50m, 50, 30, 10, 0.4m, 0.1m, [new("aurora", 5, 0), new("boreal", 5, 1, 2)], [new("stETH", 0.80m, 12)], Hash);

    [Fact]
    public void A_run_is_asked_for_started_followed_and_finished_once()
    {
        var system = new Whole(SystemRiskMachine.Initial("system"));
        system.Do(Ask("r1"), new(1)).Problem.ShouldBeNull();
        system.Do(Ask("r1"), new(2)).IsDuplicate.ShouldBeTrue();
        system.State.Runs["r1"].Status.ShouldBe(ContagionRunStatus.Requested);

        system.Do(new SystemRiskCommand.StartRun("r1", "node-1"), new(3));
        system.Do(new SystemRiskCommand.StartRun("r1", "node-1"), new(4)).IsDuplicate.ShouldBeTrue();
        system.Do(new SystemRiskCommand.ReportProgress("r1", "node-1", 400), new(5));
        system.Do(new SystemRiskCommand.ReportProgress("r1", "node-1", 300), new(6)).IsDuplicate.ShouldBeTrue();
        system.State.Runs["r1"].ShouldSatisfyAllConditions(run => run.DonePerMille.ShouldBe(400), run => run.HeardAtMs.ShouldBe(5), run => run.Status.ShouldBe(ContagionRunStatus.Running));

        system.Do(new SystemRiskCommand.FinishRun("r1", "node-1", Hash, Summary), new(7));
        system.Do(new SystemRiskCommand.FinishRun("r1", "node-1", Hash, Summary), new(8)).IsDuplicate.ShouldBeTrue();
        var run = system.State.Runs["r1"];
        run.IsEnded.ShouldBeTrue();
        run.DonePerMille.ShouldBe(1000);
        run.Summary.ShouldNotBeNull().TotalLossUsd.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("90.5");
        system.Do(new SystemRiskCommand.FailRun("r1", "node-1", "too late"), new(9)).Problem!.Reason.ShouldBe("run_ended");
        system.Effects.ShouldBeEmpty();
        system.ShouldReplay("system");
    }

    [Fact]
    public void A_run_that_fails_says_why_and_another_may_be_asked_for()
    {
        var system = new Whole(SystemRiskMachine.Initial("system"));
        system.Do(Ask("r1"));
        system.Do(new SystemRiskCommand.StartRun("r1", "node-1"));
        system.Do(new SystemRiskCommand.FailRun("r1", "node-1", "no market"), new(2));
        system.Do(new SystemRiskCommand.FailRun("r1", "node-1", "no market"), new(3)).IsDuplicate.ShouldBeTrue();
        system.State.Runs["r1"].Failure.ShouldBe("no market");
        system.Do(Ask("r2")).Problem.ShouldBeNull();
        system.State.Runs["r2"].Number.ShouldBe(2);
        system.ShouldReplay("system");
    }

    [Fact]
    public void A_silent_worker_is_replaced_after_a_minute_and_what_it_says_then_is_refused()
    {
        var system = new Whole(SystemRiskMachine.Initial("system"));
        system.Do(Ask("r1"), new(0));
        system.Do(new SystemRiskCommand.StartRun("r1", "node-1"), new(1_000));
        system.Do(new SystemRiskCommand.ReportProgress("r1", "node-1", 900), new(2_000));
        system.Do(new SystemRiskCommand.StartRun("r1", "node-2"), new(61_999)).Problem!.Code.ShouldBe(ProblemCode.ClaimLost);
        system.Do(new SystemRiskCommand.StartRun("r1", "node-2"), new(62_000)).Problem.ShouldBeNull();
        system.State.Runs["r1"].DonePerMille.ShouldBe(0);
        system.Do(new SystemRiskCommand.FinishRun("r1", "node-1", Hash, Summary), new(62_001)).Problem!.Code.ShouldBe(ProblemCode.ClaimLost);
        system.Do(new SystemRiskCommand.FinishRun("r1", "node-2", Hash, Summary), new(62_002)).Problem.ShouldBeNull();
        system.ShouldReplay("system");
    }

    [Fact]
    public void Of_the_ended_runs_the_newest_hundred_are_kept()
    {
        var system = new Whole(SystemRiskMachine.Initial("system"));
        for (var i = 1; i <= 105; i++)
        {
            system.Do(Ask($"r{i}")).Problem.ShouldBeNull();
            system.Do(new SystemRiskCommand.StartRun($"r{i}", "w"));
            system.Do(new SystemRiskCommand.FinishRun($"r{i}", "w", Hash, Summary));
        }

        system.State.Runs.Count.ShouldBe(100);
        system.State.Runs.ContainsKey("r5").ShouldBeFalse();
        system.State.Runs.ContainsKey("r6").ShouldBeTrue();
        system.ShouldReplay("system");
    }

    [Fact]
    public void The_newest_concentration_is_kept_whatever_the_order()
    {
        var system = new Whole(SystemRiskMachine.Initial("system"));
        var newer = new ConcentrationReport(8, 900, [new("BTC", 1000, "olga", 0.6m, 0.4m), new("ETH", 0, null, 0, 0)]);
        system.Do(new SystemRiskCommand.ReportConcentration(newer));
        system.Do(new SystemRiskCommand.ReportConcentration(newer with { Cycle = 7 })).IsDuplicate.ShouldBeTrue();
        system.State.Concentration.ShouldBe(newer);
        system.ShouldReplay("system");
    }

    [Fact]
    public void A_chain_becomes_congested_high_and_free_low_and_the_queues_of_its_venues_hear_of_it()
    {
        var system = new Whole(SystemRiskMachine.Initial("system"));
        SystemRiskEffect.SetCongestion[] Told(decimal level, long at, params string[] venues)
        {
            system.Effects.Clear();
            system.Do(new SystemRiskCommand.ReportCongestion("ethereum", [.. venues], level, at), new(at)).Problem.ShouldBeNull();
            return [.. system.Effects.Cast<SystemRiskEffect.SetCongestion>()];
        }

        Told(1, 0, "boreal", "aurora").ShouldBeEmpty();
        Told(3, 1, "boreal", "aurora").Select(told => (told.Venue, told.IsCongested)).ShouldBe([("aurora", true), ("boreal", true)]);
        // Within the gap nothing turns, and what is the same is recorded once a minute.
        Told(1.6m, 2, "aurora", "boreal").ShouldBeEmpty();
        system.State.Congestion["ethereum"].Level.ShouldBe(3);
        Told(1.6m, 60_001, "aurora", "boreal").ShouldBeEmpty();
        system.State.Congestion["ethereum"].Level.ShouldBe(1.6m);
        // A venue comes to the congested chain, another leaves it.
        Told(4, 60_002, "aurora", "cirrus").Select(told => (told.Venue, told.IsCongested)).ShouldBe([("cirrus", true), ("boreal", false)]);
        Told(1.5m, 60_003, "aurora", "cirrus").Select(told => (told.Venue, told.IsCongested)).ShouldBe([("aurora", false), ("cirrus", false)]);
        // An older observation changes nothing.
        Told(9, 60_000, "aurora").ShouldBeEmpty();
        system.State.Congestion["ethereum"].IsCongested.ShouldBeFalse();
        system.ShouldReplay("system");
    }

    [Fact]
    public void What_a_queue_is_told_it_accepts()
    {
        var effect = new SystemRiskEffect.SetCongestion("aurora", true, "SystemRisk:system");
        LiquidationQueueMachine.Decide(LiquidationQueueMachine.Initial("aurora"), effect.ToCommand(), new(5)).Problem.ShouldBeNull();
    }

    [Fact]
    public void Events_apply_to_any_state_without_a_throw()
    {
        foreach (var type in Sample.Cases(typeof(SystemRiskEvent)))
            CoreJson.Write(SystemRiskMachine.Apply(SystemRiskMachine.Initial("system"), (SystemRiskEvent)Sample.Of(type))).ShouldNotBeEmpty();
        Should.Throw<ArgumentException>(() => SystemRiskMachine.Initial("other"));
    }

    private static SystemRiskCommand.RequestRun Ask(string id) => new(id, Hash, "ether -30 %", "desk");
}
