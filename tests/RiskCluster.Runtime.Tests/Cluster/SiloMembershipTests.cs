using RiskCluster.Core.Accounts;
using RiskCluster.Core.Parameters;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Tests.Engines;

namespace RiskCluster.Runtime.Tests.Cluster;

/// <summary>Silos come and go: margins stay what they were, to the last digit, and whoever is between two silos has none and is told of.</summary>
public sealed class SiloMembershipTests
{
    private const string Owner = "polaris";
    private static readonly string[] Accounts = [.. Enumerable.Range(0, 12).Select(number => $"deribit/a{number}")];
    private static readonly string[] Keys = [.. Accounts, Owner];

    [Fact]
    public async Task Margins_are_the_same_after_a_silo_was_killed_and_after_one_has_joined()
    {
        await using var rig = await Started(3);
        var before = Figures(rig);
        rig.Silos.Select(silo => silo.WholeOwners).ShouldAllBe(owners => owners > 0, "everybody stands somewhere");

        var victim = rig.Silos.First(silo => silo.Board.Figure(Owner) is not null).Placement.Self;
        rig.Kill(victim);
        await rig.Cycle();
        Figures(rig).ShouldBe(before);
        rig.Silos.Count().ShouldBe(2);

        var newcomer = rig.Join();
        await rig.Cycle();
        Figures(rig).ShouldBe(before);
        rig.Silos.Single(silo => silo.Placement.Self == newcomer).WholeOwners.ShouldBeGreaterThan(0);
        rig.Silos.Sum(silo => silo.WholeOwners).ShouldBe(Accounts.Length - 1, "two accounts are one owner's");
    }

    [Fact]
    public async Task A_silo_that_believes_to_be_alive_acknowledges_nothing_that_another_has_taken()
    {
        await using var rig = await Started(2);
        var zombie = rig.Kill(rig.Silos.First(silo => silo.Board.Figure(Accounts[3]) is not null).Placement.Self);
        await rig.Cycle();
        await rig.Position(Accounts[3], 2, new PositionChange(EngineRig.Perpetual, 7, 65_000));
        await Should.ThrowAsync<ActorUnavailableException>(async () => await zombie.Here.Account(Accounts[3]).Tell(
            new(rig.Next(), new AccountCommand.ApplyPositions(1, 2, 1, [new(EngineRig.Perpetual, 9, 65_000)])), default));
        (await rig.Account(Accounts[3])).Positions[EngineRig.Perpetual].Size.ShouldBe(7);
    }

    [Fact]
    public async Task A_silo_that_leaves_takes_nobody_back_and_loses_nothing()
    {
        await using var rig = await Started(2);
        var before = Figures(rig);
        var leaving = rig.Silos.First();
        var account = Accounts.First(key => leaving.Board.Figure(key) is not null && key != Accounts[0] && key != Accounts[1]);
        leaving.Leave();
        await Should.ThrowAsync<ActorUnavailableException>(async () => await leaving.Here.Account(account).Read(false, default));
        await SiloRig.Look(leaving);
        (leaving.ActiveCount, leaving.WholeOwners).ShouldBe((0, 0));
        rig.Kill(leaving.Placement.Self);
        await rig.Cycle();
        Figures(rig).ShouldBe(before);

        var last = rig.Silos.Single();
        last.Leave();
        (await Should.ThrowAsync<ActorUnavailableException>(async () => await last.Here.Account(account).Read(false, default))).Message.ShouldContain("no other silo");
        await SiloRig.Look(last);
        last.WholeOwners.ShouldBe(0);
    }

    [Fact]
    public async Task Owners_of_a_dead_silo_are_missed_by_the_roster_and_brought_back_without_a_call()
    {
        await using var rig = await Started(3);
        var victim = rig.Silos.MaxBy(silo => silo.WholeOwners)!;
        var lost = victim.WholeOwners;
        rig.Kill(victim.Placement.Self);
        var now = rig.NowMs;
        rig.Cluster.Uncovered(now).ShouldBeEmpty("the first look notes since when");
        rig.Cluster.Uncovered(now).Count().ShouldBe(lost);

        var uncovered = rig.Cluster.Uncovered(now).ToList();
        foreach (var silo in rig.Silos) silo.Coverage.Covered.ShouldBe(silo.Coverage.Known, "nobody has reported since");
        await rig.Settle();
        rig.Cluster.Uncovered(now).ShouldBeEmpty();
        foreach (var silo in rig.Silos) await silo.RunCycle(default);
        foreach (var owner in uncovered) rig.Figure(owner).InitialMarginUsd.ShouldBeGreaterThan(0);
        rig.Silos.ShouldAllBe(silo => silo.Coverage.Known == Accounts.Length - 1 && silo.Coverage.Covered == Accounts.Length - 1);
    }

    [Fact]
    public async Task An_owner_whose_accounts_are_apart_has_no_margin_and_is_named_with_what_is_missing()
    {
        await using var rig = await Started(2);
        rig.Silos.ShouldAllBe(silo => silo.Apart.IsEmpty);
        // What comes to a silo piece by piece.
        var placement = new SiloPlacement("here");
        var gate = new OwnerGate(new Silent<AccountState>(), new Silent<Core.Portfolios.PortfolioState>(), placement, _ => { });
        var account = await rig.Account(Accounts[0]);
        gate.Changed(new(Core.Turns.ActorKind.Account, Accounts[0]), account, 1);
        var apart = gate.Apart().ShouldHaveSingleItem();
        apart.Owner.ShouldBe(Owner);
        apart.Reason.ShouldContain($"Portfolio:{Owner}");
        gate.WholeCount.ShouldBe(0);
        gate.Changed(new(Core.Turns.ActorKind.Portfolio, Owner), await rig.Portfolio(Owner), 1);
        gate.Apart().ShouldHaveSingleItem().Reason.ShouldContain($"Account:{Accounts[1]}");
        gate.Changed(new(Core.Turns.ActorKind.Account, Accounts[1]), await rig.Account(Accounts[1]), 1);
        gate.Apart().ShouldBeEmpty();
        gate.WholeCount.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_is_linked_is_not_known_under_its_own_name_any_more()
    {
        await using var rig = await Started(2);
        rig.Cluster.Roster.SelectMany(state => state.Owners.Keys).Order(StringComparer.Ordinal).ShouldBe([.. Accounts.Skip(2).Append(Owner).Order(StringComparer.Ordinal)]);
        rig.Silos.ShouldAllBe(silo => silo.Coverage.Known == Accounts.Length - 1 && silo.Coverage.Covered == Accounts.Length - 1);
        await rig.Link("vega", Accounts[5]);
        await rig.Cycle();
        rig.Cluster.Roster.SelectMany(state => state.Owners.Keys).ShouldContain("vega");
        rig.Cluster.Roster.SelectMany(state => state.Owners.Keys).ShouldNotContain(Accounts[5]);

        // As if the silo had died before it could tell: whoever is asked to bring it back says that there is nobody.
        var ghost = rig.Silos.First();
        await ghost.Recover([Accounts[5]], default);
        rig.Cluster.Roster.SelectMany(state => state.Owners.Keys).ShouldNotContain(Accounts[5]);
        await rig.Settle();
        rig.Silos.ShouldAllBe(silo => silo.Coverage.Known == silo.Coverage.Covered);
    }

    [Fact]
    public async Task A_proposal_is_run_on_the_parts_of_all_silos_as_on_one_book()
    {
        await using var plain = new SiloRig(new MemoryJournal(), 1);
        await plain.Restart();
        await Fill(plain);
        await using var rig = await Started(3);
        var document = RiskModel.Parse(Risk.Tests.Margin.ModelText.Shipped).CanonicalText
            .Replace("\"version\":\"1.1.0\",", "\"version\":\"2.0.0\",", StringComparison.Ordinal)
            .Replace("\"vol_up\":0.5", "\"vol_up\":0.6", StringComparison.Ordinal);
        var whole = (await plain.Silos.Single().Impact(document, default)).ShouldNotBeNull();
        var parts = new List<ImpactReport>();
        foreach (var silo in rig.Silos) parts.Add((await silo.Impact(document, default)).ShouldNotBeNull());
        var sum = ImpactSum.Of(parts, 20);
        parts.Count(part => part.Owners > 0).ShouldBeGreaterThan(1, "the book is in parts");
        (sum.Owners, sum.NewlyBelowMaintenance, sum.Unmargined).ShouldBe((whole.Owners, whole.NewlyBelowMaintenance, whole.Unmargined));
        // Every owner's requirement is rounded by itself, so that the parts add up exactly.
        Math.Abs(sum.InitialMarginAfter - whole.InitialMarginAfter).ShouldBeLessThanOrEqualTo(0.00001m);
        Math.Abs(sum.InitialMarginBefore - whole.InitialMarginBefore).ShouldBeLessThanOrEqualTo(0.00001m);
        sum.States.ShouldBe(whole.States);
        sum.WorstOwners.Select(item => item.Owner).ShouldBe(whole.WorstOwners.Select(item => item.Owner));
    }

    [Fact]
    public void A_book_without_parts_has_no_run() => Should.Throw<ArgumentException>(() => ImpactSum.Of([], 20));

    [Fact]
    public async Task Questions_are_heard_where_somebody_serves()
    {
        await using var rig = await Started(2);
        var (asking, asked) = (rig.Silos.First(), rig.Silos.Last());
        await Should.ThrowAsync<ActorUnavailableException>(async () => await asking.Ask(asked.Placement.Self, "?", default));
        rig.Desk(asked.Placement.Self).Answer = (question, _) => Task.FromResult($"{question} is heard");
        (await asking.Ask(asked.Placement.Self, "what", default)).ShouldBe("what is heard");
        asking.Others.ShouldBe([asked.Placement.Self]);
        (asking.HomeOf(Owner) is null).ShouldBe(asked.HomeOf(Owner) is not null, "it is at home on one of them");
    }

    private static List<MarginFigure> Figures(SiloRig rig) => [.. Keys.Select(rig.Figure)];

    private static async Task<SiloRig> Started(int silos)
    {
        var rig = new SiloRig(new MemoryJournal(), silos);
        await rig.Restart();
        await Fill(rig);
        return rig;
    }

    private static async Task Fill(SiloRig rig)
    {
        await rig.Begin();
        foreach (var (account, number) in Accounts.Select((account, number) => (account, number)))
        {
            await rig.Cash(account, 1, 100_000 + 1_000 * number);
            await rig.Position(account, 1, new PositionChange(EngineRig.Perpetual, 1 + number % 4, 65_000), new PositionChange(EngineRig.Call, number % 3 - 1));
        }

        foreach (var account in Accounts.Take(2)) await rig.Link(Owner, account);
        await rig.Tick(64_000);
    }

    private sealed class Silent<TState> : ICellObserver<TState>
        where TState : class
    {
        public void Changed(Core.Turns.ActorAddress address, TState state, long seq)
        {
        }

        public void Lost(Core.Turns.ActorAddress address)
        {
        }
    }
}
