using RiskCluster.Runtime.Simulation.Unwinds;

namespace RiskCluster.Runtime.Tests.Unwinds;

/// <summary>The process dies at every step of the journal of an unwind, before it is durable and after, whatever keepers and venues do: nothing is traded twice, nothing is left behind.</summary>
[Trait("Rule", "SYS-2")]
public sealed class UnwindCrashTests
{
    public static TheoryData<UnwindTrouble> Troubles => [.. Enum.GetValues<UnwindTrouble>()];

    [Theory]
    [MemberData(nameof(Troubles))]
    public void A_crash_at_any_step_changes_nothing_of_how_an_unwind_ends(UnwindTrouble trouble)
    {
        var row = UnwindCrashes.Run(trouble);
        row.First.ShouldBeNull($"{row}");
        (row.DoubleFills, row.Orphans, row.RaisingFills, row.Unended).ShouldBe((0, 0, 0, 0));
        row.LargestErrorUsd.ShouldBeLessThan(1e-6m);
        row.Appends.ShouldBeGreaterThan(trouble == UnwindTrouble.Shortfall ? 20 : 60, "an unwind is many appends");
        row.CrashPoints.ShouldBe(2 * row.Appends);
        row.Runs.ShouldBeGreaterThan(row.Appends);
    }

    [Theory]
    [InlineData(UnwindGuard.FillOnce, UnwindTrouble.Shortfall)]
    [InlineData(UnwindGuard.FencingToken, UnwindTrouble.DoubleClaimingKeeper)]
    [InlineData(UnwindGuard.StepLowers, UnwindTrouble.None)]
    [InlineData(UnwindGuard.Waves, UnwindTrouble.FailingVenue)]
    [InlineData(UnwindGuard.ShareOnce, UnwindTrouble.Shortfall)]
    public void A_missing_guard_is_noticed(UnwindGuard guard, UnwindTrouble trouble)
    {
        var row = UnwindCrashes.Run(trouble, off: guard);
        row.First.ShouldNotBeNull();
        (guard switch
        {
            UnwindGuard.FillOnce or UnwindGuard.FencingToken => row.DoubleFills,
            UnwindGuard.StepLowers or UnwindGuard.Waves => row.RaisingFills,
            _ => row.LargestErrorUsd > 1 ? 1 : 0,
        }).ShouldBeGreaterThan(0, $"{row}");
    }
}
