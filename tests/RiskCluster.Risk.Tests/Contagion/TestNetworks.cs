using System.Collections.Immutable;
using RiskCluster.Risk.Contagion;

namespace RiskCluster.Risk.Tests.Contagion;

internal static class TestNetworks
{
    public static readonly ImmutableSortedDictionary<string, double> Nothing = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Three banks that owe each other a half each.</summary>
    public static ContagionNetwork ThreeBanks()
    {
        string[] names = ["a", "b", "c"];
        return new(
            [Bank("a", 0.5, 1.5), Bank("b", 0.625, 0.5), Bank("c", 0.75, 0.5)],
            [.. from debtor in names from creditor in names where debtor != creditor select new ContagionLiability(debtor, creditor, 0.5)],
            [],
            []);
    }

    public static ContagionNode Bank(string name, double assets, double outside, double requirement = 0) => new(name, ContagionNodeKind.Other, assets, outside, requirement);

    public static ContagionShock Loss(string node, double lossUsd) => new($"{node} loses", Nothing.Add(node, lossUsd), Nothing);

    public static ContagionShock Fall(string pool, double fall) => new($"{pool} falls", Nothing, Nothing.Add(pool, fall));

    /// <summary>Two to seven nodes, up to two pools, some of everything, and a shock to it.</summary>
    public static (ContagionNetwork Network, ContagionShock Shock) Any(Random random, bool hasPools = true, double richness = 1)
    {
        var count = random.Next(2, 8);
        var nodes = Enumerable.Range(0, count).Select(i => Bank($"n{i}", richness * Some(random, 10), Some(random, 5), hasPools ? Some(random, 4) : 0)).ToArray();
        var liabilities = Enumerable.Range(0, random.Next(1, 3 * count)).Select(_ =>
        {
            var debtor = random.Next(count);
            return new ContagionLiability($"n{debtor}", $"n{(debtor + random.Next(1, count)) % count}", Some(random, 12));
        }).ToArray();
        var pools = Enumerable.Range(0, hasPools ? random.Next(1, 3) : 0)
            .Select(k => new ContagionPool($"p{k}", 1 + 20 * random.NextDouble(), random.Next(2) == 0 ? PriceImpactForm.Exponential : PriceImpactForm.Linear, random.Next(2) * 0.3)).ToArray();
        var holdings = pools.SelectMany(pool => nodes.Select(node => new PoolHolding(node.Name, pool.Name, Some(random, 6)))).ToArray();
        var shock = new ContagionShock(
            "any",
            Nothing.Add($"n{random.Next(count)}", Some(random, 10)),
            pools.Length == 0 ? Nothing : Nothing.Add("p0", random.NextDouble() * random.Next(2)));
        return (new([.. nodes], [.. liabilities], [.. pools], [.. holdings]), shock);
    }

    public static DefaultCosts AnyCosts(Random random) => new(1 - random.Next(2) * random.NextDouble(), 1 - random.Next(2) * random.NextDouble());

    public static double Outside(ContagionNetwork network, ContagionResult result) =>
        network.Nodes.Zip(result.Nodes, (node, outcome) => outcome.DueUsd > 0 ? node.ExternalLiabilitiesUsd * outcome.PaidUsd / outcome.DueUsd : 0).Sum();

    private static double Some(Random random, double most) => random.Next(3) == 0 ? 0 : most * random.NextDouble();
}
