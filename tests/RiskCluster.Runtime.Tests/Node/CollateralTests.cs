using RiskCluster.Core.Accounts;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>Collateral of accounts in equity, priced at every tick by the market of its coin (BTC counts nine tenths under the shipped model).</summary>
public sealed class CollateralTests
{
    private const double Share = 0.9;

    [Fact]
    [Trait("Rule", "COL-1")]
    public async Task A_coin_counts_at_the_worse_of_its_price_and_its_average_at_every_tick()
    {
        await using var rig = await NodeRig.New();
        await rig.Cash(NodeRig.Alice, 1, 1_000, new CollateralItem("BTC", 2));
        await rig.Cash("deribit/bob", 1, 1_000, new CollateralItem("BTC", -2));
        await rig.Tick(65_000);
        rig.Figure(NodeRig.Alice).EquityUsd.ShouldBe(1_000 + 2 * 65_000 * Share, 1e-6);
        for (var i = 0; i < 5; i++)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(5));
            await rig.Tick(65_000);
        }

        await rig.Tick(80_000);
        rig.Figure(NodeRig.Alice).EquityUsd.ShouldBe(1_000 + 2 * 65_000 * Share, 1e-6, "a spike helps nobody");
        rig.Figure("deribit/bob").EquityUsd.ShouldBe(1_000 - 2 * 80_000, 1e-6);
        await rig.Tick(50_000);
        rig.Figure(NodeRig.Alice).EquityUsd.ShouldBe(1_000 + 2 * 50_000 * Share, 1e-6);
        rig.Figure("deribit/bob").EquityUsd.ShouldBe(1_000 - 2 * 65_000, 1e-6, "nor does a fall");
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public async Task What_no_market_prices_counts_nothing_and_whoever_owes_it_is_not_margined()
    {
        await using var rig = await NodeRig.New();
        await rig.Cash(NodeRig.Alice, 1, 1_000, new CollateralItem("SOL", 1_000));
        await rig.Cash("deribit/bob", 1, 1_000, new CollateralItem("SOL", -1));
        await rig.Tick(65_000);
        rig.Figure(NodeRig.Alice).EquityUsd.ShouldBe(1_000);
        var owing = rig.Node.Board.Figure("deribit/bob")!;
        owing.Figure.ShouldBeNull();
        owing.Problem!.ShouldStartWith("SOL: it is owed");
        rig.Node.Board.View!.Coverage.Unmargined.ShouldHaveSingleItem().Instrument.ShouldBe("SOL");
        (await rig.Do(new AccountCommand.Reserve("o", NodeRig.Perpetual, 0.001m, 65_000, 1000), "deribit/bob")).Problem!.Reason.ShouldBe("margin_unknown");

        await rig.AddMarket("SOL");
        await rig.Observe("SOL", 150);
        await rig.Node.RunCycle(default);
        rig.Figure("deribit/bob").EquityUsd.ShouldBe(1_000 - 150, 1e-9);
        rig.Node.Board.View!.Coverage.Unmargined.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_collateral_of_a_halted_market_nobody_trades_and_nobody_is_liquidated()
    {
        await using var rig = await NodeRig.New();
        await rig.Cash(NodeRig.Alice, 1, 0, new CollateralItem("ETH", 100));
        await rig.Position(NodeRig.Alice, 1, new PositionChange(NodeRig.Perpetual, 2, 65_000));
        await rig.Tick(65_000);
        rig.Node.Board.Figure(NodeRig.Alice)!.Status.ShouldBe(FigureStatus.Ok);
        await rig.Do(new MarketDataCommand.Halt("ops", "drill"), "ETH");
        await rig.Cash(NodeRig.Alice, 2, -200_000, new CollateralItem("ETH", 100));
        await rig.Observe("BTC", 65_000);
        for (var i = 0; i < 3; i++) await rig.Node.RunCycle(default);
        rig.Node.Board.Figure(NodeRig.Alice)!.Status.ShouldBe(FigureStatus.Halted);
        (await rig.Portfolio(NodeRig.Alice)).State.ShouldBe(MarginState.Healthy);
        (await rig.Do(new AccountCommand.Reserve("o", NodeRig.Perpetual, -0.1m, 65_000, 1000))).Problem!.Reason.ShouldBe("margin_halted");
    }

    [Fact]
    public async Task What_a_fill_pays_in_coin_is_collateral_that_counts()
    {
        await using var rig = await NodeRig.New();
        await rig.List("BTC-PERPETUAL");
        await rig.Cash(NodeRig.Alice, 1, 100_000);
        await rig.Tick(65_000);
        NodeRig.Accepted(await rig.Do(new AccountCommand.ApplyFill("book", 1, FillKind.Trade, "BTC-PERPETUAL", 65_000, 65_000)));
        NodeRig.Accepted(await rig.Do(new AccountCommand.ApplyFill("book", 2, FillKind.Trade, "BTC-PERPETUAL", -65_000, 130_000)));
        await rig.Node.RunCycle(default);
        rig.Figure(NodeRig.Alice).EquityUsd.ShouldBe(100_000 + 0.5 * 65_000 * Share, 1e-6);
    }
}
