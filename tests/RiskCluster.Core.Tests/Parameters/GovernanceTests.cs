using System.Text.Json;
using RiskCluster.Core.Parameters;

namespace RiskCluster.Core.Tests.Parameters;

/// <summary>The way of a version into force, every refusal on it, and which comes first.</summary>
public sealed class GovernanceTests
{
    private const long Hour = GovernanceLab.Hour;

    [Fact]
    public void Tightening_comes_into_force_at_once_and_loosening_after_its_timelock()
    {
        var lab = new GovernanceLab();
        var tighter = lab.Ready(GovernanceLab.Tighter(2));
        lab.State.Find(tighter)!.Status.ShouldBe(VersionStatus.Approved);
        lab.Activate(tighter).ShouldBeNull();
        lab.State.Active.ShouldBe(new ActiveParameters(tighter, lab.State.Find(tighter)!.Hash));
        lab.State.Find(1)!.Status.ShouldBe(VersionStatus.Superseded);

        lab.Now += 25 * Hour;
        var looser = lab.Ready(GovernanceLab.Document(3));
        lab.State.Find(looser)!.Status.ShouldBe(VersionStatus.Scheduled);
        lab.Now += 48 * Hour - 1;
        lab.Activate(looser).ShouldBe("not_due");
        lab.Now += 1;
        lab.Activate(looser).ShouldBeNull();
        lab.State.ActiveVersion!.Changes.ShouldContain(change => change.Path == "$.grid.vol_up" && change.From == "0.6" && change.To == "0.5" && change.Effect == ChangeEffect.Loosens);

        lab.Now += 25 * Hour;
        lab.Accepted(new RiskParametersCommand.RollBack(tighter, "back to the tighter one", "eve"));
    }

    [Fact]
    public void What_the_live_book_finds_looser_waits_whatever_the_table_says()
    {
        var lab = new GovernanceLab();
        var number = lab.Propose(GovernanceLab.Tighter(2));
        lab.Run(number, GovernanceLab.Calm with { InitialMarginAfter = 4_999_999 });
        lab.Approve(number, "ben", "cat");
        lab.Activate(number).ShouldBe("not_due");
    }

    [Fact]
    public void A_proposal_asks_for_a_run_of_the_live_book()
    {
        var lab = new GovernanceLab();
        var effect = lab.Accepted(new RiskParametersCommand.ProposeModel(GovernanceLab.Tighter(2), "ada")).Effects.ShouldHaveSingleItem();
        effect.ShouldBe(new RiskParametersEffect.RunImpact("riskcluster-1", 2, lab.State.Find(2)!.Hash, lab.State.Active!.Hash));
        effect.Target.ToString().ShouldBe("SystemRisk:system");
        lab.Accepted(new RiskParametersCommand.RequestImpact(2, "ben")).Effects.ShouldHaveSingleItem().ShouldBe(effect);
    }

    public static TheoryData<RiskParametersRejection, RiskParametersCommand> Rows { get; } = new()
    {
        { RiskParametersRejection.AlreadyEstablished, new RiskParametersCommand.Establish(GovernanceLab.Document(), GovernanceLab.Charter, "x") },
        { RiskParametersRejection.NotGovernor, new RiskParametersCommand.ProposeModel(GovernanceLab.Tighter(9), "mallory") },
        { RiskParametersRejection.NotGovernor, new RiskParametersCommand.Freeze("x", "mallory") },
        { RiskParametersRejection.BadDocument, new RiskParametersCommand.ProposeModel("{", "ada") },
        { RiskParametersRejection.BadDocument, new RiskParametersCommand.ProposeModel(GovernanceLab.Tighter(9, volUp: 6), "ada") },
        { RiskParametersRejection.BadDocument, new RiskParametersCommand.ProposeModel(GovernanceLab.Document(9, "\"vol_up\":0.5", "\"vol_up\":NaN"), "ada") },
        { RiskParametersRejection.WrongModel, new RiskParametersCommand.ProposeModel(GovernanceLab.Document(9, "\"name\":\"riskcluster-1\"", "\"name\":\"other\""), "ada") },
        { RiskParametersRejection.VersionNotRaised, new RiskParametersCommand.ProposeModel(GovernanceLab.Tighter(1), "ada") },
        { RiskParametersRejection.BadCharter, new RiskParametersCommand.ProposeCharter(new CharterChange.SetThreshold(5, 5), "ada") },
        { RiskParametersRejection.BadCharter, new RiskParametersCommand.ProposeCharter(new CharterChange.AddGovernor("ada"), "ada") },
        { RiskParametersRejection.NoChange, new RiskParametersCommand.ProposeModel(GovernanceLab.Document(), "ada") },
        { RiskParametersRejection.NoChange, new RiskParametersCommand.ProposeCharter(new CharterChange.RemoveGovernor("nobody"), "ada") },
        { RiskParametersRejection.UnknownVersion, new RiskParametersCommand.Activate(99, "ada") },
        { RiskParametersRejection.NotOpen, new RiskParametersCommand.Activate(1, "ada") },
        { RiskParametersRejection.OwnProposal, new RiskParametersCommand.Approve(2, "", "", "ada") },
        { RiskParametersRejection.HashMismatch, new RiskParametersCommand.Approve(2, "beef", "", "ben") },
        { RiskParametersRejection.HashMismatch, new RiskParametersCommand.RecordImpact(2, "beef", "", GovernanceLab.Calm) },
        { RiskParametersRejection.NotApproved, new RiskParametersCommand.Activate(2, "ada") },
        { RiskParametersRejection.NeverActive, new RiskParametersCommand.RollBack(2, "x", "ada") },
        { RiskParametersRejection.NotFrozen, new RiskParametersCommand.Unfreeze("ada") },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_command_that_breaks_a_rule_is_refused_by_its_name_and_changes_nothing(RiskParametersRejection rejection, RiskParametersCommand command)
    {
        var lab = new GovernanceLab();
        lab.Propose(GovernanceLab.Tighter(2));
        var before = GovernanceLab.Text(lab.State);
        var problem = lab.Do(command).Problem.ShouldNotBeNull();
        problem.Reason.ShouldBe(Snake(rejection));
        problem.Detail.ShouldNotBeEmpty();
        GovernanceLab.Text(lab.State).ShouldBe(before);
    }

    [Fact]
    public void A_document_that_breaks_a_rule_is_refused_with_path_and_rule()
    {
        var problem = new GovernanceLab().Do(new RiskParametersCommand.ProposeModel(GovernanceLab.Tighter(2, volUp: 6), "ada")).Problem!;
        (problem.Param, problem.Detail).ShouldBe(("document.grid.vol_up", "$.grid.vol_up: must be within [0, 5]"));
    }

    [Fact]
    public void Before_it_is_established_a_model_takes_nothing_else() =>
        new GovernanceLab(established: false).Refusal(new RiskParametersCommand.Freeze("x", "ada")).ShouldBe("not_established");

    /// <summary>One proposal breaks all rules of activation; they are mended one by one, from the first to the last.</summary>
    [Fact]
    public void Activation_checks_in_the_order_of_the_enum()
    {
        var lab = new GovernanceLab(GovernanceLab.Charter with { ImpactMaxAgeMs = Hour });
        var other = lab.Ready(GovernanceLab.Tighter(2, 0.55));
        var stale = lab.Propose(GovernanceLab.Looser(3, 0.3));
        lab.Activate(other).ShouldBeNull();
        lab.Accepted(new RiskParametersCommand.Freeze("drill", "eve"));
        lab.Activate(stale).ShouldBe("base_changed");
        var number = lab.Propose(GovernanceLab.Looser(3, 0.3));
        lab.Activate(number).ShouldBe("frozen");
        foreach (var governor in new[] { "ben", "cat" }) lab.Accepted(new RiskParametersCommand.Unfreeze(governor));
        lab.Activate(number).ShouldBe("not_approved");
        lab.Approve(number, "ben", "cat");
        lab.Activate(number).ShouldBe("no_impact");
        var bad = GovernanceLab.Calm with { NewlyBelowMaintenance = 21 };
        lab.Refusal(new RiskParametersCommand.RecordImpact(number, lab.State.Find(number)!.Hash, lab.State.Active!.Hash, bad with { Owners = 20 })).ShouldBe("bad_impact");
        lab.Run(number, bad);
        lab.Now += 2 * Hour;
        lab.Activate(number).ShouldBe("impact_too_old");
        lab.Run(number, bad);
        lab.Activate(number).ShouldBe("not_due");
        lab.Now += 46 * Hour;
        lab.Run(number, bad);
        lab.Activate(number).ShouldBe("blast_radius");
        lab.Run(number);
        lab.Activate(number).ShouldBe("change_cap");
        lab.Approve(number, "dan", "eve");
        lab.Activate(number).ShouldBeNull("four governors lift the cap");
        lab.Events.OfType<RiskParametersEvent.Activated>().Last().Overridden.ShouldBeTrue();
    }

    [Fact]
    public void Every_rejection_is_shown()
    {
        RiskParametersRejection[] elsewhere =
        [
            RiskParametersRejection.NotEstablished, RiskParametersRejection.BaseChanged, RiskParametersRejection.BadImpact, RiskParametersRejection.Frozen, RiskParametersRejection.NoImpact,
            RiskParametersRejection.ImpactTooOld, RiskParametersRejection.NotDue, RiskParametersRejection.BlastRadius, RiskParametersRejection.ChangeCap, RiskParametersRejection.RollbackLoosens,
        ];
        Rows.Select(row => (RiskParametersRejection)row[0]).Concat(elsewhere).Distinct().Order().ShouldBe(Enum.GetValues<RiskParametersRejection>());
    }

    [Fact]
    public void A_rollback_undoes_the_newest_version_in_one_command_even_when_frozen()
    {
        var lab = new GovernanceLab();
        lab.Activate(lab.Ready(GovernanceLab.Tighter(2))).ShouldBeNull();
        lab.Accepted(new RiskParametersCommand.Freeze("wrong", "eve"));
        lab.Accepted(new RiskParametersCommand.RollBack(1, "wrong", "eve"));
        (lab.State.Active!.Version, lab.State.Active.Hash).ShouldBe((3, lab.State.Find(1)!.Hash));
        lab.State.Find(3)!.RollbackOf.ShouldBe(1);
        lab.Accepted(new RiskParametersCommand.RollBack(2, "right after all", "ada"));
        lab.Refusal(new RiskParametersCommand.RollBack(1, "again", "eve")).ShouldBe("rollback_loosens");
    }

    [Fact]
    public void After_the_window_a_rollback_may_only_tighten()
    {
        var lab = new GovernanceLab();
        lab.Activate(lab.Ready(GovernanceLab.Tighter(2))).ShouldBeNull();
        lab.Now += 25 * Hour;
        lab.Refusal(new RiskParametersCommand.RollBack(1, "x", "eve")).ShouldBe("rollback_loosens");
        lab.Activate(lab.Ready(GovernanceLab.Tighter(3, 0.7))).ShouldBeNull();
        lab.Now += 25 * Hour;
        lab.Refusal(new RiskParametersCommand.RollBack(2, "x", "eve")).ShouldBe("rollback_loosens");
    }

    [Fact]
    public void The_charter_changes_by_proposal_after_the_timelock_and_a_removed_governor_counts_no_more()
    {
        var lab = new GovernanceLab(GovernanceLab.Charter with { OverrideThreshold = 3 });
        lab.Accepted(new RiskParametersCommand.ProposeCharter(new CharterChange.RemoveGovernor("ben"), "ada"));
        lab.Accepted(new RiskParametersCommand.ProposeCharter(new CharterChange.SetThreshold(1, 1), "ada"));
        lab.Approve(2, "cat", "dan");
        lab.Approve(3, "cat", "dan");
        lab.Activate(2).ShouldBe("not_due");
        var pending = lab.Ready(GovernanceLab.Tighter(2), "ben", "cat");
        lab.Now += 48 * Hour;
        lab.Activate(2).ShouldBeNull();
        lab.State.Charter!.Governors.ShouldBe(["ada", "cat", "dan", "eve"]);
        lab.Activate(pending).ShouldBe("not_approved");
        lab.Activate(3).ShouldBe("base_changed");
        lab.Refusal(new RiskParametersCommand.Freeze("x", "ben")).ShouldBe("not_governor");
    }

    [Fact]
    public void Enough_objections_or_the_proposer_alone_close_a_proposal_and_time_does_too()
    {
        var lab = new GovernanceLab();
        var (first, second, third) = (lab.Propose(GovernanceLab.Tighter(2)), lab.Propose(GovernanceLab.Tighter(2, 0.55)), lab.Propose(GovernanceLab.Tighter(2, 0.58)));
        foreach (var governor in new[] { "ben", "cat" }) lab.Accepted(new RiskParametersCommand.Reject(first, "no", governor));
        lab.State.Find(first)!.Status.ShouldBe(VersionStatus.Proposed);
        lab.Accepted(new RiskParametersCommand.Reject(first, "no", "dan"));
        lab.State.Find(first)!.Status.ShouldBe(VersionStatus.Rejected);
        lab.Accepted(new RiskParametersCommand.Reject(second, "withdrawn", "ada"));
        lab.State.Find(second)!.Status.ShouldBe(VersionStatus.Rejected);
        lab.Now += 120 * Hour;
        lab.Accepted(new RiskParametersCommand.Review());
        lab.State.Find(third)!.Status.ShouldBe(VersionStatus.Expired);
        lab.Accepted(new RiskParametersCommand.Review()).Events.ShouldBeEmpty();
    }

    private static string Snake(RiskParametersRejection rejection) => JsonNamingPolicy.SnakeCaseLower.ConvertName(rejection.ToString());
}
