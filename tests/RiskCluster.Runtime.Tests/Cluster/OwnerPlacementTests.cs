using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Runtime.Tests.Cluster;

/// <summary>Where owners are at home: evenly, the same everywhere, and no more moves than a change of members needs.</summary>
public sealed class OwnerPlacementTests
{
    private static readonly string[] Silos = ["10.0.0.1:11111@1", "10.0.0.2:11111@1", "10.0.0.3:11111@1"];
    private static readonly List<string> Owners = [.. Enumerable.Range(0, 30_000).Select(number => $"owner-{number}")];

    [Fact]
    public void Owners_spread_evenly()
    {
        foreach (var silo in Owners.CountBy(owner => OwnerPlacement.HomeOf(owner, Silos)))
            silo.Value.ShouldBeInRange(9_600, 10_400);
        foreach (var partition in Owners.CountBy(RosterPartition.Of)) partition.Value.ShouldBeInRange(1_700, 2_050);
    }

    [Fact]
    public void Order_of_the_members_does_not_matter_and_the_homes_are_fixed_for_ever()
    {
        foreach (var owner in Owners.Take(1_000)) OwnerPlacement.HomeOf(owner, [.. Silos.Reverse()]).ShouldBe(OwnerPlacement.HomeOf(owner, Silos));
        Owners.Take(6).Select(owner => Array.IndexOf(Silos, OwnerPlacement.HomeOf(owner, Silos))).ShouldBe(KnownHomes);
        Owners.Take(6).Select(RosterPartition.Of).ShouldBe(KnownPartitions);
    }

    [Fact]
    public void When_a_silo_leaves_only_its_owners_move_and_when_one_joins_only_those_that_it_gets()
    {
        var two = Silos[..2];
        foreach (var owner in Owners)
        {
            var (before, after) = (OwnerPlacement.HomeOf(owner, Silos), OwnerPlacement.HomeOf(owner, two));
            if (before != Silos[2]) after.ShouldBe(before);
        }
    }

    [Fact]
    public void What_an_owner_has_is_together_and_other_actors_stand_alone()
    {
        var placement = new SiloPlacement(Silos[0]);
        placement.Take(Silos);
        placement.Learn("deribit/a", "alice").ShouldBeTrue();
        placement.Learn("deribit/a", "alice").ShouldBeFalse();
        placement.Learn("derive/b", "alice");
        ActorAddress[] together = [new(ActorKind.Account, "deribit/a"), new(ActorKind.Account, "derive/b"), new(ActorKind.Portfolio, "alice"), new(ActorKind.Unwind, "alice")];
        together.Select(placement.GroupOf).Distinct().ShouldBe(["alice"]);
        placement.GroupOf(new(ActorKind.Account, "deribit/alone")).ShouldBe("deribit/alone");
        placement.GroupOf(new(ActorKind.Portfolio, "deribit/alone")).ShouldBe("deribit/alone");
        placement.GroupOf(new(ActorKind.MarketData, "BTC")).ShouldBe("MarketData:BTC");
        placement.Learn("deribit/a", null).ShouldBeTrue();
        placement.GroupOf(new(ActorKind.Account, "deribit/a")).ShouldBe("deribit/a");
    }

    [Fact]
    public void A_silo_is_always_a_member_of_its_own_cluster()
    {
        var placement = new SiloPlacement(Silos[0]);
        placement.Take(Silos[1..]).ShouldBeTrue();
        placement.Silos.ShouldBe(Silos);
        placement.Take(Silos.Reverse()).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => OwnerPlacement.HomeOf("alice", []));
    }

    private static readonly int[] KnownHomes = [2, 1, 1, 0, 1, 1];
    private static readonly int[] KnownPartitions = [8, 12, 9, 12, 2, 15];
}
