using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Tests.Engines;

namespace RiskCluster.Runtime.Tests.Cluster;

/// <summary>Silos of other rules or another model, or a paused one, keep the whole cluster from deciding; positions are taken all the same.</summary>
public sealed class SiloAgreementTests
{
    [Theory]
    [InlineData(true, "has other rules")]
    [InlineData(false, "margins by")]
    public async Task Silos_that_differ_decide_nothing_until_they_do_not(bool rules, string problem)
    {
        await using var rig = await Started();
        (await Order(rig, "first")).ShouldBeNull();

        var home = rig.Silos.Single(silo => silo.Board.Figure(EngineRig.Alice) is not null);
        var other = home.Others.Single();
        rig.Cluster.Disguise(other, identity => rules ? identity with { Rules = "of yesterday" } : identity with { Model = "riskcluster-1/0" });
        await rig.Settle();
        home.Disagreement.ShouldNotBeNull().ShouldContain(problem);
        (await Order(rig, "second")).ShouldNotBeNull().Reason.ShouldBe("margin_unknown");
        await rig.Position(EngineRig.Alice, 2, new PositionChange(EngineRig.Perpetual, 2, 65_000));
        await rig.Cycle();
        rig.Figure(EngineRig.Alice).InitialMarginUsd.ShouldBeGreaterThan(0, "margins are computed as ever");

        rig.Cluster.Disguise(other, identity => identity);
        await rig.Settle();
        (await Order(rig, "third")).ShouldBeNull();
    }

    [Fact]
    public async Task Decisions_that_are_paused_on_one_silo_are_paused_on_all()
    {
        await using var rig = await Started();
        var home = rig.Silos.Single(silo => silo.Board.Figure(EngineRig.Alice) is not null);
        var other = home.Others.Single();
        rig.Switch(other).TurnOff(new("looking into something", "root", 0));
        await rig.Settle();
        home.Disagreement.ShouldNotBeNull().ShouldContain("paused");
        (await Order(rig, "first")).ShouldNotBeNull();
        rig.Switch(other).TurnOn();
        await rig.Settle();
        (await Order(rig, "second")).ShouldBeNull();
    }

    private static async Task<Problem?> Order(SiloRig rig, string id) =>
        (await rig.Do(new AccountCommand.Reserve(id, EngineRig.Perpetual, 0.1m, 65_000, 5_000))).Problem;

    private static async Task<SiloRig> Started()
    {
        var rig = new SiloRig(new MemoryJournal(), 2);
        await rig.Restart();
        await rig.Begin();
        await rig.Cash(EngineRig.Alice, 1, 1_000_000);
        await rig.Position(EngineRig.Alice, 1, new PositionChange(EngineRig.Perpetual, 1, 65_000));
        await rig.Cycle();
        return rig;
    }
}
