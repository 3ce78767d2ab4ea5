using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Unwinds;
using Olga = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Unwinds.UnwindMachine, RiskCluster.Core.Unwinds.UnwindState, RiskCluster.Core.Unwinds.UnwindCommand, RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;

namespace RiskCluster.Core.Tests.Unwinds;

/// <summary>What becomes of an unwind over several messages.</summary>
[Trait("Rule", "SYS-2")]
public sealed class UnwindStoryTests
{
    [Fact]
    public void A_step_goes_when_the_one_before_is_settled_and_the_requirement_fell()
    {
        var olga = Running();
        olga.Effects.OfType<UnwindEffect.Enqueue>().Select(effect => (effect.Venue, effect.Order.LegId)).ShouldBe([("aurora", 1L), ("boreas", 2L)], "a position and its hedge go together");
        Done(olga, 1, -1);
        olga.Do(Report(2, 160), Plans.Usual).Problem!.Reason.ShouldBe("legs_live");
        Done(olga, 2, 1);
        olga.Do(Report(2, 150), Plans.Usual).Effects.Single().ShouldBeOfType<UnwindEffect.Enqueue>().Order.LegId.ShouldBe(3);
        olga.Do(Report(2, 150), Plans.Usual).Problem!.Reason.ShouldBe("legs_live");
        Done(olga, 3, -1);
        olga.Do(Report(3, 60, equityUsd: 120), Plans.Usual).Effects.Single().ShouldBe(new UnwindEffect.RecordUnwind("olga", 1, UnwindStatus.Recovered));
        olga.Do(new UnwindCommand.Start(Plans.Breach(3)), Plans.Usual).IsDuplicate.ShouldBeTrue("a breach of the same cycle is the same breach");
        olga.Do(new UnwindCommand.Start(Plans.Breach(4)), Plans.Usual).Problem.ShouldBeNull();
        (olga.State.UnwindId, olga.State.LastLegId).ShouldBe((2, 3));
    }

    [Fact]
    public void A_wave_goes_when_the_one_before_is_settled_without_another_cycle()
    {
        var olga = InWaves();
        olga.Effects.OfType<UnwindEffect.Enqueue>().Select(effect => (effect.Venue, effect.Order.LegId)).ShouldBe([("aurora", 1L), ("boreas", 2L)], "two legs of the first wave");
        Done(olga, 1, -1);
        olga.State.LastLegId.ShouldBe(2, "the other leg of the wave is still out");
        Done(olga, 2, 1);
        olga.Effects[^1].ShouldBeOfType<UnwindEffect.Enqueue>().Order.LegId.ShouldBe(3);
        olga.State.IssuedSteps.ShouldBe(1);
        Done(olga, 3, -1);
        olga.State.LiveLegs.ShouldBeEmpty();
        olga.Do(Report(2, 150), Plans.Usual).Effects.ShouldHaveSingleItem().ShouldBeOfType<UnwindEffect.Enqueue>().Order.LegId.ShouldBe(4, "the next step");
    }

    [Fact]
    public void A_wave_that_is_not_traded_whole_is_the_last()
    {
        var olga = InWaves();
        Done(olga, 2, 1);
        olga.Do(new UnwindCommand.FillLeg(1, 1, "f1", -0.5m, 99), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.CloseLeg(1, 1, LegStatus.Expired, -0.5m), Plans.Usual).Problem.ShouldBeNull();
        (olga.State.Status, olga.State.LastLegId).ShouldBe((UnwindStatus.AwaitingPlan, 2L));
        olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan(2)), Plans.Usual).Problem.ShouldBeNull();
    }

    [Fact]
    public void A_step_whose_waves_do_not_follow_one_another_is_no_step()
    {
        foreach (int[] waves in new int[][] { [1], [0, 2], [0, 1, 0], [-1] })
        {
            var plan = Plans.Plan(1, Plans.Step(150, [.. waves.Select(wave => Plans.Leg() with { Wave = wave })]));
            Awaiting().Do(new UnwindCommand.AcceptPlan(plan), Plans.Usual).Problem!.Reason.ShouldBe("leg_bounds");
        }
    }

    [Fact]
    public void Independent_steps_go_together()
    {
        var olga = Awaiting();
        olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan(1, Plans.Step(150, Plans.Leg()), Plans.Step(120, Plans.Leg()) with { IsIndependent = true }, Plans.Step(100, Plans.Leg()))), Plans.Usual);
        olga.State.IssuedSteps.ShouldBe(2);
        olga.State.LiveLegs.Count().ShouldBe(2);
    }

    [Fact]
    public void On_the_buffer_margin_it_is_over_and_just_below_it_is_not()
    {
        foreach (var (equity, status) in new[] { (119.999999m, UnwindStatus.AwaitingPlan), (120m, UnwindStatus.Recovered) })
        {
            var olga = Awaiting();
            olga.Do(new UnwindCommand.ReportFigures(Plans.Figures(2, equity)), Plans.Usual);
            olga.State.Status.ShouldBe(status);
        }
    }

    [Fact]
    public void A_pause_takes_everything_back_and_weak_evidence_does_not_end_it()
    {
        var olga = Running();
        olga.Do(new UnwindCommand.Pause("the feed is frozen", "MarketData:BTC"), Plans.Usual).Effects.Length.ShouldBe(2);
        olga.Do(new UnwindCommand.FillLeg(1, 1, "f1", -0.5m, 99), Plans.Usual).Problem.ShouldBeNull("a fill is a fact, held or not");
        olga.Do(new UnwindCommand.CloseLeg(1, 1, LegStatus.Withdrawn, -0.5m), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.CloseLeg(1, 2, LegStatus.Withdrawn, 0), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan(2)), Plans.Usual).Problem!.Reason.ShouldBe("held");
        olga.Do(new UnwindCommand.Resume(Plans.Breach(2) with { Market = new(2, 0) }, "desk"), Plans.Usual).Problem!.Reason.ShouldBe("evidence_weak");
        olga.Do(new UnwindCommand.Resume(Plans.Breach(2), "desk"), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan(2)), Plans.Usual).Problem.ShouldBeNull();
        olga.State.LastLegId.ShouldBe(4, "numbers of legs never come back");
    }

    [Fact]
    public void A_requirement_that_does_not_fall_asks_for_a_new_plan_and_at_last_stops()
    {
        var olga = Awaiting();
        for (var plan = 1; plan <= 3; plan++)
        {
            olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan(plan, Plans.Step(150, Plans.Leg()))), Plans.Usual).Problem.ShouldBeNull();
            Done(olga, plan, -1);
            olga.Do(Report(1 + plan, 200), Plans.Usual).Problem.ShouldBeNull();
        }

        (olga.State.Status, olga.State.Setbacks).ShouldBe((UnwindStatus.Stopped, 3));
    }

    [Fact]
    public void What_an_aborted_unwind_has_still_out_holds_up_the_next_ones_plan()
    {
        var olga = Running();
        olga.Do(new UnwindCommand.Abort("a deposit came", "desk"), Plans.Usual).Effects.Length.ShouldBe(3);
        olga.Do(new UnwindCommand.Start(Plans.Breach(2)), Plans.Usual).Problem.ShouldBeNull();
        var plan = Plans.Plan() with { UnwindId = 2 };
        olga.Do(new UnwindCommand.AcceptPlan(plan), new(25_000)).Problem!.Reason.ShouldBe("legs_live");
        olga.Do(new UnwindCommand.FillLeg(1, 1, "late", -1, 99), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.CloseLeg(1, 1, LegStatus.Settled, -1), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.CloseLeg(1, 2, LegStatus.Withdrawn, 0), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.AcceptPlan(plan), new(25_000)).Problem.ShouldBeNull();
    }

    [Fact]
    public void Any_commands_leave_a_state_that_the_events_make_again() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var olga = new Olga(UnwindMachine.Initial("olga"));
            for (var i = 0; i < 80; i++)
            {
                olga.Do(Any(random, olga.State, i), Plans.Usual);
                olga.State.Seq.ShouldBe(olga.Events.Count);
                olga.State.Legs.Values.ShouldAllBe(leg => Math.Abs(leg.FilledQuantity) <= Math.Abs(leg.Leg.Quantity));
            }

            olga.ShouldReplay("olga");
            return olga.Events.Count > 0;
        }));

    [Fact]
    public void Events_apply_to_any_state_without_a_throw()
    {
        foreach (var type in Sample.Cases(typeof(UnwindEvent)))
            CoreJson.Write(UnwindMachine.Apply(UnwindMachine.Initial("olga"), (UnwindEvent)Sample.Of(type))).ShouldNotBeEmpty();
    }

    private static UnwindCommand Any(Random random, UnwindState state, int i) => random.Next(12) switch
    {
        0 or 1 => new UnwindCommand.Start(Plans.Breach(i) with { Market = new(random.Next(2, 4), 0) }),
        2 or 3 => new UnwindCommand.AcceptPlan(Plans.Plan((state.Plan?.Version ?? 0) + 1, Plans.Step(150, Plans.Leg(), Plans.Leg("boreas", 1)), Plans.Step(100, Plans.Leg())) with { UnwindId = state.UnwindId }),
        4 or 5 => new UnwindCommand.FillLeg(state.UnwindId, random.Next(1, (int)state.LastLegId + 2), $"f{random.Next(40)}", (random.Next(3) - 1) * 0.5m, 99),
        6 or 7 => Close(random, state),
        8 => new UnwindCommand.ReportFigures(Plans.Figures(i, random.Next(-50, 130), 100 + random.Next(100))),
        9 => random.Next(2) == 0 ? new UnwindCommand.Pause("x", "desk") : new UnwindCommand.Resume(Plans.Breach(i), "desk"),
        10 => random.Next(3) == 0 ? new UnwindCommand.Abort("x", "desk") : random.Next(2) == 0 ? new UnwindCommand.Stop("x") : new UnwindCommand.Replan("x"),
        _ => random.Next(3) switch
        {
            0 => new UnwindCommand.CoverShortfall(Plans.Figures(i, -50, 0, 0), [new("aurora", 10), new("boreas", -60)]),
            1 => new UnwindCommand.GrantInsurance(state.UnwindId, "boreas", 10),
            _ => new UnwindCommand.ShareLoss("boreas", LossRule.Deleverage, [new("boreas/win", 100, 3)]),
        },
    };

    private static UnwindCommand.CloseLeg Close(Random random, UnwindState state)
    {
        var legId = random.Next(1, (int)state.LastLegId + 2);
        return new(state.UnwindId, legId, (LegStatus)random.Next(1, 4), state.Legs.GetValueOrDefault(UnwindState.LegKey(legId))?.FilledQuantity ?? 0);
    }

    internal static Olga Awaiting()
    {
        var olga = new Olga(UnwindMachine.Initial("olga"));
        olga.Do(new UnwindCommand.Start(Plans.Breach()), new(15_000)).Problem.ShouldBeNull();
        return olga;
    }

    internal static void Done(Olga olga, long legId, decimal quantity, decimal price = 99)
    {
        olga.Do(new UnwindCommand.FillLeg(1, legId, $"f{legId}", quantity, price), Plans.Usual).Problem.ShouldBeNull();
        olga.Do(new UnwindCommand.CloseLeg(1, legId, LegStatus.Settled, quantity), Plans.Usual).Problem.ShouldBeNull();
    }

    internal static UnwindCommand.ReportFigures Report(long marketSeq, decimal initialUsd, decimal equityUsd = 80) => new(Plans.Figures(marketSeq, equityUsd, initialUsd, Math.Min(100, initialUsd)));

    private static Olga Running()
    {
        var olga = Awaiting();
        olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan()), Plans.Usual).Problem.ShouldBeNull();
        return olga;
    }

    private static Olga InWaves()
    {
        var olga = Awaiting();
        var plan = Plans.Plan(1, Plans.Step(150, Plans.Leg(), Plans.Leg("boreas", 1), Plans.Leg() with { Wave = 1 }), Plans.Step(100, Plans.Leg()));
        olga.Do(new UnwindCommand.AcceptPlan(plan), Plans.Usual).Problem.ShouldBeNull();
        return olga;
    }
}
