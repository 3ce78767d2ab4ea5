using RiskCluster.Core.Accounts;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Margin;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>A scenario parameter changes by governance: proposed, run on the live book, approved by others, in force, and the margins of the next cycle are others.</summary>
[Collection(SharedServer.Name)]
public sealed class GovernanceNodeTests(JournalPlaces places)
{
    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task The_next_cycle_margins_by_what_was_activated_and_the_journal_tells_how_it_came_to_be(JournalKind kind)
    {
        await using var place = places.New(kind);
        await using var rig = await NodeRig.New(await place.Open());
        await rig.Cash(NodeRig.Alice, 1, 100_000);
        await rig.Position(NodeRig.Alice, 1, new PositionChange(NodeRig.Call, -5));
        await rig.Tick(65_000);
        var before = rig.Figure(NodeRig.Alice);

        var document = RiskModel.Parse(ModelText.Shipped).CanonicalText
            .Replace("\"version\":\"1.1.0\",", "\"version\":\"2.0.0\",", StringComparison.Ordinal)
            .Replace("\"vol_up\":0.5", "\"vol_up\":0.6", StringComparison.Ordinal);
        NodeRig.Accepted(await rig.Do(new RiskParametersCommand.ProposeModel(document, "ada")));
        await NodeRig.Until(async () => (await State(rig)).Find(2)!.Impact is not null);
        var version = (await State(rig)).Find(2)!;
        var impact = version.Impact!.Report;
        impact.InitialMarginAfter.ShouldBeGreaterThan(impact.InitialMarginBefore);
        rig.Figure(NodeRig.Alice).ShouldBe(before, "a proposal changes nothing");

        (await Approve("ada")).Problem!.Reason.ShouldBe("own_proposal");
        (await rig.Do(new RiskParametersCommand.Activate(2, "ada"))).Problem!.Reason.ShouldBe("not_approved");
        NodeRig.Accepted(await Approve("ben"));
        (await rig.Do(new RiskParametersCommand.Activate(2, "ada"))).Problem!.Reason.ShouldBe("not_approved");
        NodeRig.Accepted(await Approve("cat"));
        rig.Figure(NodeRig.Alice).ShouldBe(before, "an approval changes nothing");
        NodeRig.Accepted(await rig.Do(new RiskParametersCommand.Activate(2, "ben")));
        await rig.Node.RunCycle(default);

        var after = rig.Figure(NodeRig.Alice);
        UsdRounding.Requirement(after.InitialMarginUsd).ShouldBe(impact.InitialMarginAfter, "the run on the live book said so");
        UsdRounding.Requirement(before.InitialMarginUsd).ShouldBe(impact.InitialMarginBefore);
        after.EquityUsd.ShouldBe(before.EquityUsd);
        rig.Node.Board.View!.Model.ParametersVersion.ShouldBe(2);
        if (kind != JournalKind.Memory) JournalTells(place, impact);

        await rig.Open();
        rig.Figure(NodeRig.Alice).ShouldBe(after, "the next process margins by it too");

        async Task<Answer<RiskParametersEvent>> Approve(string governor) => await rig.Do(new RiskParametersCommand.Approve(2, version.Hash, version.BaseHash, governor));
    }

    private static void JournalTells(JournalPlace place, ImpactReport impact)
    {
        var events = place.Kind == JournalKind.Sqlite ? "events" : "riskcluster.events";
        var join = place.Kind == JournalKind.Sqlite ? "group_concat({0}, ' ' ORDER BY seq)" : "string_agg({0}, ' ' ORDER BY seq)";
        const string stream = "WHERE stream = 'RiskParameters:riskcluster-1'";
        string Text(string column, string condition = "") => $"{place.Execute($"SELECT {string.Format(System.Globalization.CultureInfo.InvariantCulture, join, column)} FROM {events} {stream} {condition}")}";

        Text("body ->> 'type'").ShouldBe("established proposed impact_recorded approval_given approval_given quorum_reached activated");
        Text("body -> 'approval' ->> 'governor'", "AND body ->> 'type' = 'approval_given'").ShouldBe("ben cat");
        Text("body ->> 'by'", "AND body ->> 'type' = 'proposed'").ShouldBe("ada");
        Text("body -> 'report' ->> 'initial_margin_after'", "AND body ->> 'type' = 'impact_recorded'").ShouldBe(FormattableString.Invariant($"{impact.InitialMarginAfter}"));
        var changes = Text("body ->> 'changes'", "AND body ->> 'type' = 'proposed'");
        changes.ShouldContain("$.grid.vol_up");
    }

    private static async Task<RiskParametersState> State(NodeRig rig) => (await rig.Node.Actors.RiskParameters(NodeRig.Model).Read(true, default)).State;
}
