using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>One account's trouble stays its own: poison, amounts beyond any bound, and an account as large as one may be.</summary>
public sealed class TroubleTests
{
    private const string Bob = "deribit/bob";

    public static TheoryData<string, AccountCommand> Poison => new()
    {
        { "unknown_instrument", new AccountCommand.ApplyPositions(1, 2, 1, [new("DROP TABLE events", 1)]) },
        { "unknown_instrument", new AccountCommand.ApplyPositions(1, 2, 1, [new("\0", 1)]) },
        { "size_bounds", new AccountCommand.ApplyPositions(1, 2, 1, [new(NodeRig.Perpetual, decimal.MaxValue, 1)]) },
        { "average_price_bounds", new AccountCommand.ApplyPositions(1, 2, 1, [new(NodeRig.Perpetual, 1, decimal.MaxValue)]) },
        { "average_price_missing", new AccountCommand.ApplyPositions(1, 2, 1, [new(NodeRig.Perpetual, 1)]) },
        { "sequence_bounds", new AccountCommand.ApplyPositions(1, long.MaxValue, 1, []) },
        { "cash_bounds", new AccountCommand.SetCollateral(1, 2, decimal.MinValue, []) },
        { "asset_not_a_name", new AccountCommand.SetCollateral(1, 2, 0, [new("\ud800", 1)]) },
        { "order_id_not_a_name", new AccountCommand.Reserve("a\0b", NodeRig.Perpetual, 1, 1, 1) },
        { "fill_quantity", new AccountCommand.ApplyFill("x", 1, FillKind.Trade, NodeRig.Perpetual, decimal.MaxValue, 1) },
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task A_poison_message_is_refused_by_its_rule_and_harms_nobody(string reason, AccountCommand poison)
    {
        await using var rig = await NodeRig.New();
        foreach (var account in new[] { NodeRig.Alice, Bob })
        {
            await rig.Cash(account, 1, 100_000);
            await rig.Position(account, 1, new PositionChange(NodeRig.Perpetual, 1, 65_000));
        }

        await rig.Node.RunCycle(default);
        var before = rig.Figure(NodeRig.Alice);
        (await rig.Do(poison)).Problem.ShouldNotBeNull().Reason.ShouldBe(reason);
        foreach (var account in new[] { NodeRig.Alice, Bob }) await rig.Position(account, 2, new PositionChange(NodeRig.Perpetual, 1, 65_000));
        await rig.Node.RunCycle(default);
        rig.Figure(NodeRig.Alice).ShouldBe(before);
        rig.Figure(Bob).ShouldBe(before);
    }

    [Fact]
    public async Task The_greatest_amounts_that_the_rules_let_in_have_no_figure_and_come_back_from_the_journal()
    {
        await using var rig = await NodeRig.New();
        await rig.Cash(Bob, 1, 100_000);
        await rig.Position(Bob, 1, new PositionChange(NodeRig.Perpetual, 1, 65_000));
        await rig.Cash(NodeRig.Alice, 1, -1e18m);
        await rig.Position(NodeRig.Alice, 1, new PositionChange(NodeRig.Perpetual, 1e15m, 1e12m), new PositionChange(NodeRig.Call, -1e15m));
        await rig.Tick(64_000);
        var beyond = rig.Node.Board.Figure(NodeRig.Alice)!;
        (beyond.Figure, beyond.Problem).ShouldBe((null, "its equity or margin is beyond 1e18 USD"));
        (await rig.Do(new AccountCommand.Reserve("o", NodeRig.Perpetual, 1, 64_000, 1000))).Problem!.Reason.ShouldBe("margin_unknown");
        (await rig.Portfolio(NodeRig.Alice)).State.ShouldBe(MarginState.Healthy, "what is no figure changes no state");
        var bob = rig.Figure(Bob);

        await rig.Open();
        await rig.Tick(64_000);
        rig.Figure(Bob).ShouldBe(bob);
        rig.Node.Missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_of_10_000_positions_is_margined_and_one_more_is_refused()
    {
        await using var rig = await NodeRig.New();
        ImmutableArray<string> names = [.. Enumerable.Range(0, 5_000).SelectMany(i => new[] { $"BTC_USDC-27MAR26-{50_000 + 10 * i}-C", $"BTC_USDC-27MAR26-{50_000 + 10 * i}-P" })];
        foreach (var part in names.Append("BTC_USDC-27MAR26-49000-C").Except([NodeRig.Call]).Chunk(5_000)) await rig.Do(new VenueCommand.ListInstruments([.. part], []), "deribit");
        await rig.Cash(NodeRig.Alice, 1, 1_000_000);
        await rig.Cash(Bob, 1, 1_000_000);
        await rig.Position(Bob, 1, new PositionChange(NodeRig.Perpetual, 1, 65_000));
        await rig.Position(NodeRig.Alice, 1, [.. names.Select((name, i) => new PositionChange(name, i % 2 == 0 ? 0.01m : -0.01m))]);
        await rig.Node.RunCycle(default);
        var large = rig.Figure(NodeRig.Alice);
        large.InitialMarginUsd.ShouldBeGreaterThan(0);
        (await rig.Do(new AccountCommand.ApplyPositions(1, 2, 1, [new("BTC_USDC-27MAR26-49000-C", 1)]))).Problem!.Reason.ShouldBe("account_full");

        // The others go on, and the large one changes and comes back like any other.
        await rig.Position(Bob, 2, new PositionChange(NodeRig.Perpetual, 2, 65_000));
        await rig.Position(NodeRig.Alice, 2, new PositionChange(names[0], 0));
        await rig.Node.RunCycle(default);
        var (bob, alice) = (rig.Figure(Bob), rig.Figure(NodeRig.Alice));
        alice.ShouldNotBe(large);
        await rig.Open();
        (rig.Figure(Bob), rig.Figure(NodeRig.Alice)).ShouldBe((bob, alice));
        (await rig.Portfolio(Bob)).State.ShouldBe(MarginState.Healthy);
    }
}
