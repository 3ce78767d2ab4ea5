using RiskCluster.Core.Accounts;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>Nobody is liquidated on a market that is stale or halted, and figures say how far they may be trusted.</summary>
public sealed class MarketTrustTests
{
    [Fact]
    public async Task On_a_stale_or_halted_market_nobody_is_liquidated_and_when_it_is_fresh_again_whoever_still_should_be_is()
    {
        await using var rig = await NodeRig.New();
        await Leveraged(rig);
        rig.Node.Board.Figure(NodeRig.Alice)!.Status.ShouldBe(FigureStatus.Ok);

        // The price falls below maintenance in the same moment as the market is halted: the board knows the price, and acts on it when the market is open again.
        await rig.Observe("BTC", 60_000);
        await rig.Do(new MarketDataCommand.Halt("ops", "drill"), "BTC");
        for (var i = 0; i < 5; i++)
        {
            await rig.Node.RunCycle(default);
            (await rig.Portfolio(NodeRig.Alice)).State.ShouldBe(MarginState.Healthy);
        }

        var halted = rig.Node.Board.Figure(NodeRig.Alice)!;
        halted.Status.ShouldBe(FigureStatus.Halted);
        MarginStates.Of(halted.Figure!.Value.EquityUsd, halted.Figure.Value.InitialMarginUsd, halted.Figure.Value.MaintenanceMarginUsd).ShouldBeOneOf(MarginState.Liquidating, MarginState.Bankrupt);
        (await rig.Do(new AccountCommand.Reserve("o", NodeRig.Perpetual, -1, 60_000, 1000))).Problem!.Reason.ShouldBe("margin_halted");

        await rig.Do(new MarketDataCommand.Resume("ops", AcceptPrice: true), "BTC");
        await Confirm(rig, 60_000);
        (await rig.Portfolio(NodeRig.Alice)).State.ShouldBeOneOf(MarginState.Liquidating, MarginState.Bankrupt);
    }

    [Fact]
    public async Task Silence_makes_a_market_stale_and_orders_and_liquidations_wait()
    {
        await using var rig = await NodeRig.New();
        await Leveraged(rig);
        rig.Clock.Advance(TimeSpan.FromSeconds(11));
        await rig.Node.Review(default);
        await rig.Node.RunCycle(default);
        rig.Node.Board.Figure(NodeRig.Alice)!.Status.ShouldBe(FigureStatus.Stale);
        (await rig.Do(new AccountCommand.Reserve("o", NodeRig.Perpetual, 0.1m, 65_000, 1000))).Problem!.Reason.ShouldBe("margin_stale");

        // Losses that come while nobody knows the price are known, and nobody acts on them.
        await rig.Cash(NodeRig.Alice, 3, 1);
        for (var i = 0; i < 3; i++) await rig.Node.RunCycle(default);
        (await rig.Portfolio(NodeRig.Alice)).State.ShouldBeOneOf(MarginState.Healthy, MarginState.Restricted);
        await Confirm(rig, 65_000);
        (await rig.Portfolio(NodeRig.Alice)).State.ShouldBeOneOf(MarginState.Liquidating, MarginState.Bankrupt);
    }

    private static async Task Leveraged(NodeRig rig)
    {
        await rig.Position(NodeRig.Alice, 1, new PositionChange(NodeRig.Perpetual, 10, 65_000));
        await rig.Cash(NodeRig.Alice, 1, 1_000_000);
        await rig.Tick(65_000);
        var requirement = rig.Figure(NodeRig.Alice).InitialMarginUsd;
        await rig.Cash(NodeRig.Alice, 2, decimal.Round((decimal)requirement * 1.01m, 2));
        await rig.Tick(65_000);
        (await rig.Portfolio(NodeRig.Alice)).State.ShouldBe(MarginState.Healthy);
    }

    // Two cycles in a row, each of a newer market.
    private static async Task Confirm(NodeRig rig, decimal price)
    {
        for (var i = 0; i < 3; i++)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            await rig.Tick(price - i);
        }
    }
}
