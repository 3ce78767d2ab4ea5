using System.Collections.Immutable;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Tests.Liquidations;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using Olga = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Unwinds.UnwindMachine, RiskCluster.Core.Unwinds.UnwindState, RiskCluster.Core.Unwinds.UnwindCommand, RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;
using Queue = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Liquidations.LiquidationQueueMachine, RiskCluster.Core.Liquidations.LiquidationQueueState, RiskCluster.Core.Liquidations.LiquidationQueueCommand,
    RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Tests.Unwinds;

/// <summary>
/// Liquidations that went wrong elsewhere. Each is played with the guard on, and with it off, where the harm must show. Off is a governed value that governance cannot set.
/// </summary>
public sealed class IncidentTests
{
    private static readonly UnwindRules Sound = new() { InsuranceLimitUsd = 20 };
    private static readonly LiquidationRules SoundQueue = new() { BackupKeeper = "last" };
    private static readonly UnwindRules Looping = Sound with { MinFallShare = -10, MaxCostShare = 1e6m, MaxNotionalMultiple = 1e6m, MaxSetbacks = int.MaxValue, MaxPlans = int.MaxValue };
    private static readonly UnwindRules Ageless = Sound with { MaxEvidenceAgeMs = long.MaxValue };
    private static readonly UnwindRules OneVenueIsEnough = Sound with { MaxDeviationShare = 1 };
    private static readonly UnwindRules Limitless = Sound with { InsuranceLimitUsd = 1e18m };
    private static readonly LiquidationRules AnyPrice = SoundQueue with { ReserveShare = 0, CongestedReserveShare = 0, LastTradeBandShare = 2, BackupKeeper = null };

    [Fact]
    public void Governance_can_set_no_rules_that_switch_a_guard_off()
    {
        foreach (var rules in new[] { Looping, Ageless, OneVenueIsEnough, Limitless })
            UnwindMachine.Decide(UnwindMachine.Initial("olga"), new UnwindCommand.SetRules(rules, 1), default).Problem!.Reason.ShouldBe("rules_bounds");
        LiquidationQueueMachine.Decide(LiquidationQueueMachine.Initial("aurora"), new LiquidationQueueCommand.SetRules(AnyPrice, 1), default).Problem!.Reason.ShouldBe("rules_bounds");
        (Sound.Fault(), SoundQueue.Fault()).ShouldBe((null, null));
    }

    // Deribit, September 2017: the liquidator's own trades raised the requirement, so it bought and sold the same position over and over.
    [Fact]
    public void Deribit_2017_a_liquidator_that_raises_the_requirement_does_not_loop()
    {
        Churn(Looping, predictsFall: false).ShouldBe(20_000, "guards off: every plan is followed");
        Churn(Sound, predictsFall: false).ShouldBe(0, "a step that does not lower the requirement is not accepted");
        Churn(Sound, predictsFall: true).ShouldBeLessThanOrEqualTo(Sound.MaxSetbacks * 1_000, "a planner that is wrong about it is stopped after a few steps");
        Churn(Sound with { MaxSetbacks = int.MaxValue, MaxPlans = int.MaxValue }, predictsFall: true).ShouldBeLessThanOrEqualTo(Sound.MaxNotionalMultiple * 1_000, "and by the notional budget alone");
    }

    // Maker, 12 March 2020: the chain was congested, keepers were dead, and a bid of nothing won.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Maker_2020_nobody_wins_with_a_bid_of_nothing(bool isGuarded)
    {
        var queue = new Queue(LiquidationQueueMachine.Initial("aurora") with { Rules = isGuarded ? SoundQueue : AnyPrice });
        queue.Do(new LiquidationQueueCommand.Enqueue(Orders.Sell() with { LimitPrice = 0.000000001m }));
        queue.Do(new LiquidationQueueCommand.SetCongestion(true, "SystemRisk:system"));
        queue.Do(new LiquidationQueueCommand.Claim("vulture", 180_000, null)).Problem?.Reason.ShouldBe("lease_bounds");
        var bid = queue.Do(new LiquidationQueueCommand.Fill(Orders.TaskId, "zero", 1, -10, 0.01m)).Problem;
        if (!isGuarded)
        {
            bid.ShouldBeNull("guard off: ten contracts of 100 go for a cent each");
            return;
        }

        bid!.Reason.ShouldBe("price_beyond_reserve");
        queue.Do(new LiquidationQueueCommand.Fill(Orders.TaskId, "low", 1, -10, 70)).Problem!.Reason.ShouldBe("price_beyond_reserve", "under congestion the reserve price is higher");
        queue.Do(new LiquidationQueueCommand.Expire(), new(180_000));
        queue.Do(new LiquidationQueueCommand.Expire(), new(269_999)).IsDuplicate.ShouldBeTrue();
        queue.Do(new LiquidationQueueCommand.Expire(), new(270_000)).Problem.ShouldBeNull();
        queue.State.Tasks[Orders.TaskId].Claim!.Keeper.ShouldBe("last", "the backup keeper has it when nobody comes");
        queue.Do(new LiquidationQueueCommand.Fill(Orders.TaskId, "fair", 2, -10, 90)).Problem.ShouldBeNull();
    }

    // Hyperliquid JELLY, March 2025: one position's loss was open to the whole pool.
    [Fact]
    public void Jelly_2025_one_unwind_cannot_empty_a_fund_and_never_touches_another_venues()
    {
        Drawn(Limitless).ShouldBe((30m, 0m), "guard off: the fund is empty");
        Drawn(Sound).ShouldBe((20m, 0m));
    }

    // Binance and others, 10 October 2025: ranked deleveraging closed whole positions and took more than the loss.
    [Fact]
    public void Deleveraging_2025_takes_the_loss_and_not_a_cent_more()
    {
        ImmutableArray<LossSharer> winners = [new("boreas/a", 900, 20), new("boreas/b", 500, 10), new("boreas/c", 400, 2)];
        var ranked = 0m;
        foreach (var winner in winners.OrderByDescending(winner => winner.BasisUsd * winner.Leverage))
            if (ranked < 1_000) ranked += winner.BasisUsd;
        ranked.ShouldBe(1_400, "whole positions by rank: 400 too much, and the third pays nothing");
        var shares = LossShares.Of(1_000, winners, LossRule.Deleverage);
        shares.Sum(share => share.AmountUsd).ShouldBe(1_000);
        shares.Length.ShouldBe(3);
    }

    // BitMEX, 13 March 2020: orders that had waited for minutes fired into another market.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bitmex_2020_a_plan_that_came_late_is_not_followed(bool isGuarded)
    {
        var olga = Started(isGuarded ? Sound : Ageless);
        var problem = olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan()), new(15_000 + 1_500_000)).Problem;
        problem?.Reason.ShouldBe("evidence_expired");
        (problem is not null).ShouldBe(isGuarded);
        olga.State.LiveLegs.Any().ShouldBe(!isGuarded);
    }

    // USDe on Binance, 10 October 2025: one venue's price of a stable coin was far from its redemption value, and marked everybody's collateral.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Usde_2025_nobody_is_unwound_on_a_price_that_others_do_not_share(bool isGuarded)
    {
        var olga = Started(isGuarded ? Sound : OneVenueIsEnough, Plans.Breach() with { Market = new(3, 0.35m) });
        olga.State.Status.ShouldBe(isGuarded ? UnwindStatus.Held : UnwindStatus.AwaitingPlan);
        olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan()), Plans.Usual).Problem?.Reason.ShouldBe("held");
        olga.State.LiveLegs.Any().ShouldBe(!isGuarded);
        if (isGuarded) olga.Do(new UnwindCommand.ReportFigures(Plans.Figures(2, 500)), Plans.Usual).Problem.ShouldBeNull();
        if (isGuarded) olga.State.Status.ShouldBe(UnwindStatus.Recovered, "the price came back, and nothing was sold");
    }

    // Follows a planner that sells and buys back in turn, for at most 20 plans; gives the notional that was moved.
    private static decimal Churn(UnwindRules rules, bool predictsFall)
    {
        var olga = Started(rules);
        for (var plan = 1; plan <= 20; plan++)
        {
            var leg = Plans.Leg(quantity: plan % 2 == 0 ? 10 : -10);
            var accepted = olga.Do(new UnwindCommand.AcceptPlan(Plans.Plan(plan, Plans.Step(predictsFall ? 190 : 210, leg))), Plans.Usual);
            if (accepted.Problem is not null) break;
            UnwindStoryTests.Done(olga, plan, leg.Quantity, 100);
            olga.Do(UnwindStoryTests.Report(1 + plan, 200 + plan), Plans.Usual).Problem.ShouldBeNull();
        }

        return olga.State.MovedNotionalUsd;
    }

    // Olga owes 60 on boreas; both funds hold 30. What each pays.
    private static (decimal Boreas, decimal Aurora) Drawn(UnwindRules rules)
    {
        var cluster = new UnwindCluster();
        var olga = Started(rules);
        olga.Do(new UnwindCommand.CoverShortfall(Plans.Figures(2, -50, 0, 0), [new("aurora", 10), new("boreas", -60)]), Plans.Usual).Problem.ShouldBeNull();
        foreach (var draw in olga.Effects.OfType<UnwindEffect.DrawInsurance>())
        {
            cluster.Venues[draw.Venue].Do((VenueCommand)draw.ToCommand()).Problem.ShouldBeNull();
            cluster.Venues[draw.Venue].Do((VenueCommand)draw.ToCommand()).IsDuplicate.ShouldBeTrue();
        }

        return (30 - cluster.Venues["boreas"].State.InsuranceFundUsd, 30 - cluster.Venues["aurora"].State.InsuranceFundUsd);
    }

    private static Olga Started(UnwindRules rules, BreachEvidence? evidence = null)
    {
        var olga = new Olga(UnwindMachine.Initial("olga") with { Rules = rules });
        olga.Do(new UnwindCommand.Start(evidence ?? Plans.Breach()), new(15_000)).Problem.ShouldBeNull();
        return olga;
    }
}
