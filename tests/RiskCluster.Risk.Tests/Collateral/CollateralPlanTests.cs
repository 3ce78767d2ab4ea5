using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Collateral;

/// <summary>The compiled collateral against the rule that it is compiled from.</summary>
public sealed class CollateralPlanTests
{
    private static readonly string[] Chains = ["ethereum", "solana", "arbitrum", "island"];
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(300);

    /// <summary>A slow and cheap way beside a fast and dear one, and a way over two bridges.</summary>
    private static readonly CollateralRule Rule = TestCollateral.Rule with
    {
        Bridges = new([new("solana", "ethereum", 10, 0.01), new("arbitrum", "ethereum", 168, 0), new("arbitrum", "ethereum", 1, 0.03), new("arbitrum", "solana", 0.5, 0.005)]),
    };

    [Fact]
    [Trait("Rule", "COL-1")]
    [Trait("Rule", "COL-2")]
    [Trait("Rule", "COL-3")]
    public void It_counts_what_the_rule_counts_at_every_tick() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            PledgeTerms[] terms = [.. Terms(random)];
            CollateralBalance[] balances = [.. Enumerable.Range(0, random.Next(10)).Select(_ => Balance(terms, random))];
            var plan = CollateralPlan.Compile(Rule, balances, terms, Routes);
            return Enumerable.Range(0, 4).All(_ =>
            {
                terms[1].Coin.Take(random.Next(3) == 0 ? 0 : 4000 * random.NextDouble(), random.Next(2) == 0 ? null : 4000 * random.NextDouble(), Depth(random), Rule.LiquidityCap);
                var hours = random.Next(4) switch { 0 => 0, 1 => 10.5, 2 => 168, _ => 200 * random.NextDouble() };
                double[] correlations = [2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1];
                var report = Rule.Of(balances, [.. terms.Select(asset => asset.At(correlations))], new("ethereum", hours));
                return Math.Abs(plan.CountedUsd(hours, correlations, new double[plan.ScratchLength]) - report.CountedUsd) <= 1e-12 * report.Values.Sum(value => Math.Abs(value.GrossUsd));
            });
        }));

    [Theory]
    [InlineData("ethereum", "ethereum")]
    [InlineData("solana", "solana > ethereum")]
    [InlineData("arbitrum", "arbitrum > ethereum", "arbitrum > solana > ethereum", "arbitrum > ethereum")]
    [InlineData("island")]
    [Trait("Rule", "COL-2")]
    public void The_best_routes_are_those_that_some_horizon_takes(string chain, params string[] names)
    {
        var routes = Rule.Bridges.BestRoutes(chain, "ethereum");
        routes.Select(route => route.Name).ShouldBe(names);
        foreach (var hours in new[] { 0, 0.99, 1, 10, 10.5, 100, 168, 1e6 })
            Rule.Bridges.FindRoute(chain, "ethereum", hours)?.Haircut.ShouldBe(routes.First(route => route.LatencyHours <= hours).Haircut);
        if (routes.Length > 0 && routes[^1].LatencyHours > 0) Rule.Bridges.FindRoute(chain, "ethereum", Math.BitDecrement(routes[^1].LatencyHours)).ShouldBeNull();
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void Counting_allocates_nothing()
    {
        var random = new Random(1);
        PledgeTerms[] terms = [.. Terms(random)];
        var plan = CollateralPlan.Compile(Rule, [.. Enumerable.Range(0, 40).Select(_ => Balance(terms, random))], terms, Routes);
        double[] correlations = [0.5, -0.5];
        var scratch = new double[plan.ScratchLength];
        var (counted, depth) = (0.0, Depth(random));
        Count(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Count(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        counted.ShouldNotBe(0);

        void Count(int times)
        {
            for (var i = 0; i < times; i++)
            {
                terms[1].Coin.Take(2000 + i, 2010, depth, Rule.LiquidityCap);
                counted += plan.CountedUsd(i % 200, correlations, scratch);
            }
        }
    }

    private static ImmutableArray<BridgeRoute> Routes(string chain) => Rule.Bridges.BestRoutes(chain, "ethereum");

    private static IEnumerable<PledgeTerms> Terms(Random random)
    {
        yield return new(TestCollateral.Usd, new(), true, 1, -1, 0);
        double? average = random.Next(2) == 0 ? null : 1900 + 200 * random.NextDouble();
        yield return new(new("ETH", "A", 2000, average ?? 2000), new(), true, average, 0, 1);
        yield return new(new("OWN", "C", random.NextDouble() + 0.1, 1, IsOwnToken: true), new(), true, 1, 1, -0.6);
        foreach (var name in new[] { "TBILL", "TNOTE" })
            yield return new(new(name, "cash", 1, 1, Claim: TestCollateral.Claim(priceAgeHours: 150 * random.NextDouble(), redemptionDays: 400 * random.NextDouble())), new(), true, 1, -1, 0);
        yield return new(new("BOND", "cash", 1, 1, Claim: TestCollateral.Claim(rating: "unrated", issuer: "Somebody")), new(), true, 1, -1, 0);
    }

    private static CollateralBalance Balance(PledgeTerms[] terms, Random random) =>
        new(terms[random.Next(terms.Length)].Asset.Asset, $"v{random.Next(3)}", Chains[random.Next(4)], random.Next(8) == 0 ? 0 : 300 * random.NextDouble() - 60);

    private static DepthProfile? Depth(Random random) =>
        random.Next(3) == 0 ? null : DepthProfile.FromBook([new(1999, 5 * random.NextDouble() + 1), new(1990, 40)], [new(2001, 10)]);
}
