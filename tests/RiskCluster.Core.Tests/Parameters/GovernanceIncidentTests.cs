using RiskCluster.Core.Parameters;

namespace RiskCluster.Core.Tests.Parameters;

/// <summary>What has happened to others: with its guard governance survives, and with the guard's number opened up it does not.</summary>
public sealed class GovernanceIncidentTests
{
    private const long Hour = GovernanceLab.Hour;

    /// <summary>Resolv 2026-03: one stolen key, and no cap on what it could do.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stolen_keys_cannot_open_the_model_far_within_an_epoch(bool guarded)
    {
        var lab = new GovernanceLab(guarded ? GovernanceLab.Charter : GovernanceLab.Charter with { Threshold = 1, OverrideThreshold = 1, MaxChange = 1_000_000, TimelockMs = 0 });
        var number = lab.Propose(GovernanceLab.Looser(2, 0.01));
        lab.Run(number);
        lab.Approve(number, "ben");
        lab.Activate(number).ShouldBe(guarded ? "not_approved" : null);
        if (!guarded) return;
        lab.Approve(number, "cat");
        lab.Now += 48 * Hour;
        lab.Activate(number).ShouldBe("change_cap");
        // In small steps it would take an epoch each: the cap counts from where the epoch began.
        var step = lab.Ready(GovernanceLab.Looser(2, 0.4));
        lab.Now += 48 * Hour;
        lab.Activate(step).ShouldBeNull();
        lab.Activate(lab.Ready(GovernanceLab.Tighter(3, 0.62))).ShouldBeNull("24 percent above the 0.5 of the epoch's beginning");
        lab.Activate(lab.Ready(GovernanceLab.Tighter(4, 0.7))).ShouldBe("change_cap");
    }

    /// <summary>Drift 2026-04: approvals signed weeks before were put together and executed at once.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Old_approvals_do_not_count(bool guarded)
    {
        var open = GovernanceLab.Charter with { ApprovalTtlMs = 8760 * Hour, ProposalTtlMs = 8760 * Hour, ImpactMaxAgeMs = 8760 * Hour, TimelockMs = 0 };
        var lab = new GovernanceLab(guarded ? open with { ApprovalTtlMs = GovernanceLab.Charter.ApprovalTtlMs } : open);
        var number = lab.Ready(GovernanceLab.Looser(2));
        lab.Now += 30 * 24 * Hour;
        lab.Activate(number).ShouldBe(guarded ? "not_approved" : null);
    }

    /// <summary>The same: an approval is for one text in place of one other, and serves for nothing else.</summary>
    [Fact]
    public void An_approval_serves_no_other_text_and_no_other_base()
    {
        var lab = new GovernanceLab();
        var first = lab.Propose(GovernanceLab.Tighter(2));
        var second = lab.Propose(GovernanceLab.Looser(2));
        lab.Refusal(lab.Approval(first, "ben") with { Number = second }).ShouldBe("hash_mismatch");
        lab.Run(second);
        lab.Approve(second, "ben", "cat");
        lab.Run(first);
        lab.Approve(first, "ben", "cat");
        lab.Activate(first).ShouldBeNull();
        lab.Now += 48 * Hour;
        lab.Activate(second).ShouldBe("base_changed");
        lab.Refusal(lab.Approval(second, "dan")).ShouldBe("base_changed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_timelock_leaves_time_to_stop_what_is_wrong(bool guarded)
    {
        var lab = new GovernanceLab(guarded ? null : GovernanceLab.Charter with { TimelockMs = 0 });
        var number = lab.Ready(GovernanceLab.Looser(2));
        lab.Activate(number).ShouldBe(guarded ? "not_due" : null);
        lab.Accepted(new RiskParametersCommand.Freeze("nobody knows this proposal", "eve"));
        lab.Now += 49 * Hour;
        lab.State.Active!.Version.ShouldBe(guarded ? 1 : number);
        if (guarded) lab.Activate(number).ShouldBe("frozen");
    }

    /// <summary>Aave CAPO 2026-03: a ratio and its time were updated apart, and positions were liquidated in between.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Numbers_that_belong_together_come_into_force_together(bool guarded)
    {
        var lab = new GovernanceLab(guarded ? GovernanceLab.Charter : GovernanceLab.Charter with { MaxBreachShare = 1 });
        // Half of the change: the run on the live book finds what it would do to the owners.
        var half = lab.Propose(GovernanceLab.Tighter(2));
        lab.Run(half, GovernanceLab.Calm with { NewlyBelowMaintenance = 340 });
        lab.Approve(half, "ben", "cat");
        lab.Activate(half).ShouldBe(guarded ? "blast_radius" : null);
        if (!guarded) return;
        var whole = lab.Ready(GovernanceLab.Tighter(2).Replace("\"vol_down\":-0.275", "\"vol_down\":-0.3", StringComparison.Ordinal));
        lab.Activate(whole).ShouldBeNull();
        lab.Events.OfType<RiskParametersEvent.Activated>().ShouldHaveSingleItem();
        lab.State.ActiveVersion!.Changes.Count(change => change.Effect == ChangeEffect.Tightens).ShouldBe(2);
    }
}
