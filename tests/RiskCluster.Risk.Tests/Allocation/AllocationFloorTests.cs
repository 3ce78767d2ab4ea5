using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Allocation;

namespace RiskCluster.Risk.Tests.Allocation;

public sealed class AllocationFloorTests
{
    [Theory]
    [InlineData("60 40", "10 10", "60 40")]
    [InlineData("120 -20", "0 10", "90 10")]
    [InlineData("100 50 -50", "40 0 20", "61.818181818181818 18.181818181818182 20")]
    [InlineData("100 -100", "30 30", "0 0")]
    [InlineData("110 -10", "100 300", "25 75")]
    [InlineData("0 0", "0 0", "0 0")]
    [Trait("Rule", "MRG-8")]
    public void Whoever_is_below_its_floor_is_raised_at_the_cost_of_the_others(string shares, string floors, string expected)
    {
        var allocated = AllocationFloor.Raise(Numbers(shares).Sum(), Numbers(shares), Numbers(floors));
        var wanted = Numbers(expected);
        for (var v = 0; v < wanted.Length; v++) allocated[v].ShouldBe(wanted[v], 1e-12);
    }

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void The_sum_stays_and_every_floor_is_kept() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var shares = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => 1_000 * (random.NextDouble() - 0.3)).ToArray();
            var requirement = shares.Sum();
            if (requirement < 0) return true;
            var floors = shares.Select(_ => 400 * random.NextDouble()).ToArray();
            var scale = AllocationFloor.Scale(requirement, floors);
            var allocated = AllocationFloor.Raise(requirement, shares, floors);
            return Math.Abs(allocated.Sum() - requirement) <= 1e-9
                && scale is >= 0 and <= 1
                && (scale == 1 || floors.Sum() > requirement)
                && allocated.Zip(floors).All(pair => pair.First >= scale * pair.Second - 1e-9)
                && allocated.Zip(shares, floors).All(item => item.First <= Math.Max(item.Second, scale * item.Third) + 1e-9);
        }));

    [Fact]
    [Trait("Rule", "MRG-8")]
    public void There_is_one_floor_a_share() => Should.Throw<ArgumentException>(() => AllocationFloor.Raise(1, [1], [0, 0]));

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
