using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Tests.Liquidity;

namespace RiskCluster.Risk.Tests.Collateral;

[Trait("Rule", "COL-1")]
public sealed class HaircutScheduleTests
{
    // In the documented order, each with its own haircut.
    private static readonly HaircutEntry[] Ladder =
    [
        new("ETH", "A", "drift", 0.01), new("ETH", "A", null, 0.02), new("ETH", null, "drift", 0.03), new("ETH", null, null, 0.04),
        new(null, "A", "drift", 0.05), new(null, "A", null, 0.06), new(null, null, "drift", 0.07), new(null, null, null, 0.08),
    ];

    [Fact]
    public void The_most_specific_entry_wins_in_the_documented_order()
    {
        for (var best = 0; best < Ladder.Length; best++)
        {
            var rest = Ladder.Skip(best).ToArray();
            new HaircutSchedule(rest).Find("ETH", "A", "drift").ShouldBe(Ladder[best]);
            new HaircutSchedule(rest.Reverse()).Find("ETH", "A", "drift").ShouldBe(Ladder[best]);
        }

        new HaircutSchedule([]).Find("ETH", "A", "drift").ShouldBeNull();
    }

    [Theory]
    [InlineData("ETH", "B", "hyper", 0.04)]
    [InlineData("SOL", "A", "hyper", 0.06)]
    [InlineData("SOL", "B", "drift", 0.07)]
    [InlineData("SOL", "B", "hyper", 0.08)]
    [InlineData("eth", "a", "Drift", 0.08)]
    public void An_entry_matches_only_what_it_names(string asset, string tier, string venue, double haircut) =>
        new HaircutSchedule(Ladder).Find(asset, tier, venue).ShouldNotBeNull().Haircut.ShouldBe(haircut);

    [Fact]
    public void Two_entries_of_the_same_are_refused() =>
        Should.Throw<ArgumentException>(() => new HaircutSchedule([new("ETH", null, null, 0.1), new("ETH", null, null, 0.2)])).Message.ShouldContain("haircut asset ETH is there twice");

    [Fact]
    public void An_entry_says_what_it_names()
    {
        Ladder[0].ToString().ShouldBe("haircut asset ETH tier A venue drift");
        Ladder[^1].ToString().ShouldBe("haircut of any asset");
    }

    [Fact]
    public void A_haircut_has_bounds() => ParameterProbe.Check("Haircut", HaircutEntry.HaircutBounds, value => new HaircutEntry(null, null, null, value), entry => entry.Haircut);
}
