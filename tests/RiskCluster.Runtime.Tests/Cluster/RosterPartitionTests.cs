using System.Collections.Immutable;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Runtime.Tests.Cluster;

/// <summary>Whom nobody margins is found, and nobody else.</summary>
public sealed class RosterPartitionTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    [Fact]
    public void A_fingerprint_is_enough_once_the_owners_are_known()
    {
        var partition = new RosterPartition(RosterState.Empty, Grace);
        var owners = Owners("alice", "bob");
        partition.Take(Report("s1", owners, all: false)).Answer.ShouldBe(new(true, 0, 0));
        partition.Take(Report("s1", owners, all: true)).ShouldBe((new(false, 2, 2), true));
        partition.Take(Report("s1", owners, all: false)).ShouldBe((new(false, 2, 2), false));
        partition.Take(Report("s1", Owners("alice"), all: false)).Answer.NeedsAll.ShouldBeTrue();
        partition.Take(Report("s1", owners, all: true)).HasChanged.ShouldBeFalse("the same again is not kept again");
    }

    [Fact]
    public void Owners_of_a_dead_silo_are_told_after_the_grace_and_covered_again_by_the_next()
    {
        var partition = new RosterPartition(RosterState.Empty, Grace);
        partition.Take(Report("s1", Owners("alice"), all: true));
        partition.Take(Report("s2", Owners("bob"), all: true));
        partition.Keep(["s1", "s2"]);
        partition.Uncovered(0).ShouldBeEmpty();
        partition.Keep(["s1"]);
        partition.CoveredCount.ShouldBe(1);
        partition.Uncovered(1_000).ShouldBeEmpty();
        partition.Uncovered(2_999).ShouldBeEmpty();
        partition.Uncovered(3_000).Keys.ShouldBe(["bob"]);
        partition.Take(Report("s1", Owners("alice", "bob"), all: true));
        partition.Uncovered(3_001).ShouldBeEmpty();
        partition.CoveredCount.ShouldBe(2);
    }

    [Fact]
    public void Who_has_nothing_any_more_is_forgotten_unless_another_silo_has_him()
    {
        var partition = new RosterPartition(RosterState.Empty, Grace);
        partition.Take(Report("s1", Owners("alice", "bob"), all: true));
        partition.Take(Report("s2", Owners("bob"), all: true));
        partition.Take(Report("s1", Owners(), all: true, "alice", "bob"));
        partition.State.Owners.Keys.ShouldBe(["bob"]);
    }

    [Fact]
    public void What_was_kept_is_known_before_anybody_reports()
    {
        var before = new RosterPartition(RosterState.Empty, Grace);
        before.Take(Report("s1", Owners("alice"), all: true));
        var state = RiskCluster.Core.Json.CoreJson.Read<RosterState>(RiskCluster.Core.Json.CoreJson.Write(before.State));
        var after = new RosterPartition(state, Grace);
        after.Uncovered(0).ShouldBeEmpty();
        after.Uncovered(2_000)["alice"].ShouldBe(["deribit/alice", "derive/alice"]);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Owners(params string[] owners) =>
        owners.ToImmutableSortedDictionary(owner => owner, owner => ImmutableArray.Create($"deribit/{owner}", $"derive/{owner}"), StringComparer.Ordinal);

    private static RosterReport Report(string silo, ImmutableSortedDictionary<string, ImmutableArray<string>> owners, bool all, params ImmutableArray<string> gone) =>
        new(silo, RosterPartition.FingerprintOf(owners), all ? owners : null, gone);
}
