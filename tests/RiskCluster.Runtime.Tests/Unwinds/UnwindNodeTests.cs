using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Simulation.Keepers;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Runtime.Tests.Unwinds;

/// <summary>Unwinds through a whole node: breach, plan, claims, fills, settlement, figures, end.</summary>
[Trait("Rule", "SYS-2")]
public sealed class UnwindNodeTests
{
    private const int MostRounds = 120;

    public static TheoryData<KeeperManner, bool> Keepers
    {
        get
        {
            var data = new TheoryData<KeeperManner, bool>();
            foreach (var manner in Enum.GetValues<KeeperManner>())
                foreach (var restarts in new[] { false, true })
                    data.Add(manner, restarts);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Keepers))]
    public async Task Below_maintenance_an_owner_is_brought_back_to_the_buffer_margin_whatever_keepers_do(KeeperManner manner, bool restartsEachRound)
    {
        await using var rig = await UnwindRig.New();
        await rig.Crash();
        var bad = new MockKeeper("bad", manner);
        var (net, rounds) = (await rig.NetSize(), 0);
        net.ShouldBe(6);
        while ((await rig.Unwind()).Status != UnwindStatus.Recovered)
        {
            (++rounds).ShouldBeLessThan(MostRounds, $"{(await rig.Unwind()).Status}: {(await rig.Unwind()).Reason}");
            if (restartsEachRound) await rig.Node.Open();
            await rig.Round(bad);
            var now = await rig.NetSize();
            now.ShouldBeInRange(0, net, "no round raises the net risk");
            net = now;
            await rig.Conserved();
        }

        rounds.ShouldBeGreaterThan(1);
        var figure = rig.Node.Figure(UnwindRig.Owner);
        figure.EquityUsd.ShouldBeGreaterThanOrEqualTo(figure.MaintenanceMarginUsd * 1.2 - 1e-6);
        figure.EquityUsd.ShouldBeLessThan(figure.MaintenanceMarginUsd * 1.3, "no more is closed than has to be");
        net.ShouldBeGreaterThan(0);
        (await rig.Unwind()).LiveLegs.ShouldBeEmpty();
        (await rig.Node.Portfolio(UnwindRig.Owner)).State.ShouldBeOneOf(MarginState.Healthy, MarginState.Restricted);
        foreach (var venue in UnwindRig.Venues) (await rig.Queue(venue)).Tasks.Values.ShouldAllBe(task => task.IsEnded && task.Claim == null);
        rig.Node.Node.OpenUnwinds.ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_counts_collateral_as_the_margin_does()
    {
        await using var rig = await UnwindRig.New();
        await rig.Node.Cash(UnwindRig.Accounts[0], 2, 0, new CollateralItem("BTC", 0.3m));
        await rig.Node.Cash(UnwindRig.Accounts[1], 2, 0);
        await rig.Node.Node.RunCycle(default);
        var before = rig.Node.Figure(UnwindRig.Owner);
        await rig.Node.Cash(UnwindRig.Accounts[1], 3, decimal.Round((decimal)(before.MaintenanceMarginUsd * 1.01 - before.EquityUsd), 2));
        rig.Price -= 500;
        for (var i = 0; i < 3; i++) await rig.Round(null);
        (await rig.Unwind()).IsLive.ShouldBeTrue();
        for (var i = 0; i < MostRounds && (await rig.Unwind()).IsLive; i++) await rig.Round(null);
        (await rig.Unwind()).Status.ShouldBe(UnwindStatus.Recovered, (await rig.Unwind()).Reason);
        var figure = rig.Node.Figure(UnwindRig.Owner);
        figure.EquityUsd.ShouldBeInRange(figure.MaintenanceMarginUsd * 1.2 - 1e-6, figure.MaintenanceMarginUsd * 1.4, "a plan that did not see the coins would close three times the buffer");
    }

    [Fact]
    public async Task When_equity_is_gone_everything_is_closed_and_the_waterfall_pays_to_the_last_digit()
    {
        await using var rig = await UnwindRig.New();
        await rig.Crash(fall: 8_000);
        for (var i = 0; i < MostRounds && (await rig.Unwind()).IsLive; i++) await rig.Round(null);
        var unwind = await rig.Unwind();
        unwind.Status.ShouldBe(UnwindStatus.Bankrupt, unwind.Reason);
        (await rig.NetSize()).ShouldBe(0);
        unwind.Losses.ShouldNotBeEmpty();
        foreach (var (venue, loss) in unwind.Losses)
        {
            (loss.BufferUsd + loss.InsuranceUsd!.Value + (loss.SharedUsd ?? 0) + loss.OpenUsd()).ShouldBe(loss.DeficitUsd);
            var fund = (await rig.Node.Node.Actors.Venue(venue).Read(true, default)).State.InsuranceFundUsd;
            (fund + loss.InsuranceUsd.Value).ShouldBe(1_000);
        }

        var equityUsd = 0m;
        foreach (var account in UnwindRig.Accounts) equityUsd += (await rig.Node.Account(account)).CashUsd;
        unwind.Losses.Values.Sum(loss => loss.DeficitUsd - loss.BufferUsd).ShouldBe(-equityUsd, 1e-6m);
    }

    [Fact]
    public async Task On_a_market_that_is_held_an_unwind_waits_and_goes_on_when_the_prices_are_sound_again()
    {
        await using var rig = await UnwindRig.New();
        await rig.Node.Do(new MarketDataCommand.Halt("ops", "drill"), "ETH");
        await rig.Crash();
        (await rig.Unwind()).Status.ShouldBe(UnwindStatus.AwaitingPlan, "ETH is nothing that the owner holds");
        await rig.Node.Do(new MarketDataCommand.Halt("ops", "drill"), "BTC");
        await rig.Round(null);
        (await rig.Unwind()).Status.ShouldBe(UnwindStatus.Held);
        for (var i = 0; i < 10; i++) await rig.Round(null);
        (await rig.NetSize()).ShouldBe(6);
        await rig.Node.Do(new MarketDataCommand.Resume("ops", AcceptPrice: true), "BTC");
        for (var i = 0; i < MostRounds && (await rig.Unwind()).IsLive; i++) await rig.Round(null);
        (await rig.Unwind()).Status.ShouldBe(UnwindStatus.Recovered, (await rig.Unwind()).Reason);
    }

    [Fact]
    public async Task What_people_hold_the_desk_does_not_resume()
    {
        await using var rig = await UnwindRig.New();
        await rig.Crash();
        NodeRig.Accepted(await rig.Node.Node.Actors.Unwind(UnwindRig.Owner).Tell(new(rig.Node.Next(), new UnwindCommand.Pause("let us look at it", "ops")), default));
        for (var i = 0; i < 20; i++) await rig.Round(null);
        (await rig.Unwind()).Status.ShouldBe(UnwindStatus.Held);
        (await rig.NetSize()).ShouldBe(6);
    }

    [Fact]
    public async Task When_the_mark_goes_beyond_a_leg_s_limit_it_is_planned_anew()
    {
        await using var rig = await UnwindRig.New();
        await rig.Crash();
        for (var i = 0; i < MostRounds && (await rig.Unwind()).Status != UnwindStatus.Running; i++) await rig.Round(null, hasGood: false);
        var first = (await rig.Unwind()).Plan!.Version;
        rig.Price -= 200;
        for (var i = 0; i < 3; i++) await rig.Round(null, hasGood: false);
        (await rig.Unwind()).Plan!.Version.ShouldBeGreaterThan(first);
        for (var i = 0; i < MostRounds && (await rig.Unwind()).IsLive; i++) await rig.Round(null);
        (await rig.Unwind()).Status.ShouldBe(UnwindStatus.Recovered, (await rig.Unwind()).Reason);
    }
}
