using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>One owner on two venues: orders take margin once, and an account is let go only when both sides stand by themselves.</summary>
public sealed class OwnerTests
{
    private const string Owner = "alice";
    private const string Other = "derive/alice";

    [Fact]
    public async Task Two_orders_on_two_venues_never_spend_the_same_margin()
    {
        await using var rig = await NodeRig.New();
        await Linked(rig);
        var one = await InitialOf(rig, 10);
        // Cash for one order and a half.
        await rig.Cash(NodeRig.Alice, 2, decimal.Round(one * 0.75m, 2));
        await rig.Cash(Other, 2, decimal.Round(one * 0.75m, 2));
        await rig.Node.RunCycle(default);
        for (var round = 0; round < 20; round++)
        {
            var orders = new[] { NodeRig.Alice, Other }.Select(account => Task.Run(() => rig.Do(new AccountCommand.Reserve($"o{round}", NodeRig.Perpetual, 10, 65_000, 60_000), account, MessageId.Keyed("order", $"{account}{round}")))).ToArray();
            var answers = await Task.WhenAll(orders);
            answers.Count(answer => answer.IsAccepted).ShouldBe(1);
            answers.Single(answer => !answer.IsAccepted).Problem!.Reason.ShouldBe("insufficient_margin");
            var winner = answers[0].IsAccepted ? NodeRig.Alice : Other;
            NodeRig.Accepted(await rig.Do(new AccountCommand.Release($"o{round}"), winner));
        }
    }

    [Fact]
    public async Task An_account_without_anything_trades_on_what_its_owner_has_elsewhere()
    {
        await using var rig = await NodeRig.New();
        await Linked(rig);
        await rig.Cash(NodeRig.Alice, 2, 500_000);
        await rig.Cash(Other, 2, 0);
        await rig.Node.RunCycle(default);
        NodeRig.Accepted(await rig.Do(new AccountCommand.Reserve("first", NodeRig.Perpetual, 1, 65_000, 5_000), Other));
        NodeRig.Accepted(await rig.Do(new AccountCommand.Release("first"), Other));
        await rig.Open();
        NodeRig.Accepted(await rig.Do(new AccountCommand.Reserve("second", NodeRig.Perpetual, 1, 65_000, 5_000), Other));
    }

    [Fact]
    public async Task What_an_order_has_taken_is_taken_after_a_restart_and_given_back_when_its_time_is_over()
    {
        await using var rig = await NodeRig.New();
        await Linked(rig);
        var one = await InitialOf(rig, 10);
        await rig.Cash(NodeRig.Alice, 2, decimal.Round(one * 1.5m, 2));
        await rig.Cash(Other, 2, 0.01m);
        await rig.Node.RunCycle(default);
        NodeRig.Accepted(await rig.Do(new AccountCommand.Reserve("first", NodeRig.Perpetual, 10, 65_000, 5_000)));
        await rig.Open();
        (await rig.Do(new AccountCommand.Reserve("second", NodeRig.Perpetual, 10, 65_000, 5_000), Other)).Problem!.Reason.ShouldBe("insufficient_margin");
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await rig.Node.Review(default);
        await rig.Tick(65_000);
        NodeRig.Accepted(await rig.Do(new AccountCommand.Reserve("second", NodeRig.Perpetual, 10, 65_000, 5_000), Other));
    }

    [Fact]
    public async Task An_account_is_let_go_only_when_both_sides_stand_by_themselves()
    {
        await using var rig = await NodeRig.New();
        await Linked(rig);
        // Long here, short there: together next to nothing, apart two large positions.
        await rig.Position(NodeRig.Alice, 1, new PositionChange(NodeRig.Perpetual, 10, 65_000));
        await rig.Position(Other, 1, new PositionChange(NodeRig.Perpetual, -10, 65_000));
        await rig.Cash(NodeRig.Alice, 2, 500_000);
        await rig.Cash(Other, 2, 1_000);
        await rig.Node.RunCycle(default);
        var unlink = new PortfolioCommand.Unlink(Other);
        (await rig.Do(unlink, Owner)).Problem!.Reason.ShouldBe("insufficient_margin", "the one that leaves cannot stand alone");
        await rig.Cash(NodeRig.Alice, 3, 1_000);
        await rig.Cash(Other, 3, 500_000);
        await rig.Node.RunCycle(default);
        (await rig.Do(unlink, Owner)).Problem!.Reason.ShouldBe("insufficient_margin", "those that stay cannot stand without it");
        await rig.Cash(NodeRig.Alice, 4, 500_000);
        await rig.Node.RunCycle(default);
        NodeRig.Accepted(await rig.Do(unlink, Owner));
        await NodeRig.Until(async () => (await rig.Account(Other)).Link is null && !(await rig.Portfolio(Owner)).Links.ContainsKey(Other));
        await rig.Node.RunCycle(default);
        rig.Figure(Owner).InitialMarginUsd.ShouldBeGreaterThan(10_000);
        rig.Figure(Other).InitialMarginUsd.ShouldBeGreaterThan(10_000);
    }

    private static async Task Linked(NodeRig rig)
    {
        foreach (var account in new[] { NodeRig.Alice, Other })
        {
            await rig.Cash(account, 1, 1);
            await rig.Link(Owner, account);
        }

        await rig.Node.RunCycle(default);
    }

    private static async Task<decimal> InitialOf(NodeRig rig, decimal size)
    {
        const string probe = "deribit/probe";
        await rig.Cash(probe, 1, 10_000_000);
        await rig.Position(probe, 1, new PositionChange(NodeRig.Perpetual, size, 65_000));
        await rig.Node.RunCycle(default);
        return (decimal)rig.Figure(probe).InitialMarginUsd;
    }
}
