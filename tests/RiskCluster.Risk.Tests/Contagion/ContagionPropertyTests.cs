using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Contagion;

namespace RiskCluster.Risk.Tests.Contagion;

/// <summary>What clearing promises for any network.</summary>
[Trait("Rule", "SYS-1")]
public sealed class ContagionPropertyTests
{
    private const double Slack = 1e-7;
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Fast_clearing_is_naive_clearing() => ForAny((network, shock, costs) =>
    {
        var result = ContagionRun.Run(network, shock, costs);
        var naive = new NaiveContagion(network, shock, costs);
        return !naive.IsSettled || !result.IsSettled || (result.Nodes.All(node => Math.Abs(node.PaidUsd - naive.Paid(node.Name)) <= Slack)
            && result.Pools.All(pool => Math.Abs(pool.Price - naive.Price(pool.Name)) <= Slack));
    });

    [Fact]
    public void The_naive_reference_settles_nearly_always()
    {
        var settled = Enumerable.Range(0, 200).Count(seed =>
        {
            var random = new Random(seed);
            var (network, shock) = TestNetworks.Any(random);
            return new NaiveContagion(network, shock, TestNetworks.AnyCosts(random)).IsSettled && ContagionRun.Run(network, shock, TestNetworks.AnyCosts(random)).IsSettled;
        });
        settled.ShouldBeGreaterThan(190);
    }

    [Fact]
    public void Nobody_pays_more_than_it_owes_or_has_and_creditors_come_before_owners() => ForAny((network, shock, costs) =>
    {
        var result = ContagionRun.Run(network, shock, costs);
        return result.Nodes.All(node =>
            node.PaidUsd >= 0 && node.PaidUsd <= node.DueUsd && node.EquityAfterUsd >= 0
            // Limited liability and absolute priority: equity is left only where everybody was paid.
            && (node.EquityAfterUsd == 0 || node.UnpaidUsd == 0)
            && (node.DefaultRound is null) == (node.PaidUsd == node.DueUsd));
    });

    [Fact]
    public void What_is_paid_is_received_and_what_is_lost_has_a_cause() => ForAny((network, shock, costs) =>
    {
        var result = ContagionRun.Run(network, shock, costs);
        var before = network.Nodes.Sum(node => node.ExternalAssetsUsd) + result.Pools.Sum(pool => pool.HeldUsd);
        var struck = network.Nodes.Sum(node => Math.Min(node.ExternalAssetsUsd, shock.ExternalLossesUsd.GetValueOrDefault(node.Name))) + result.Pools.Sum(pool => pool.ShockLossUsd);
        var after = result.Nodes.Sum(node => node.EquityAfterUsd) + TestNetworks.Outside(network, result);
        return !result.IsSettled || (Math.Abs(before - struck - result.FireSaleLossUsd - result.DefaultCostsUsd - after) <= Slack
            && Math.Abs(result.TotalLossUsd - result.DirectLossUsd - result.FireSaleLossUsd - result.DefaultCostsUsd) <= Slack);
    });

    [Fact]
    public void Without_default_costs_and_pools_no_value_is_lost() => ForAny(
        (network, shock, _) =>
        {
            var result = ContagionRun.Run(network, shock, DefaultCosts.None);
            return result is { DefaultCostsUsd: 0, FireSaleLossUsd: 0 } && Math.Abs(result.TotalLossUsd - result.DirectLossUsd) <= Slack;
        },
        hasPools: false);

    [Fact]
    public void More_assets_never_make_anybody_pay_less() => ForAny((network, shock, costs) =>
    {
        var richer = new ContagionNetwork([.. network.Nodes.Select((node, i) => i == 0 ? node with { ExternalAssetsUsd = node.ExternalAssetsUsd + 2 } : node)], Liabilities(network), network.Pools, Holdings(network));
        var (less, more) = (ContagionRun.Run(network, shock, costs), ContagionRun.Run(richer, shock, costs));
        return less.Nodes.Zip(more.Nodes).All(pair => pair.Second.PaidUsd >= pair.First.PaidUsd - Slack)
            && less.Pools.Zip(more.Pools).All(pair => pair.Second.Price >= pair.First.Price - Slack);
    });

    [Fact]
    public void Cheaper_defaults_and_deeper_pools_never_make_anything_worse() => ForAny((network, shock, costs) =>
    {
        var deeper = new ContagionNetwork(network.Nodes, Liabilities(network), [.. network.Pools.Select(pool => pool with { DepthUsd = 2 * pool.DepthUsd })], Holdings(network));
        var worst = ContagionRun.Run(network, shock, costs).TotalLossUsd;
        return ContagionRun.Run(network, shock, new(Math.Sqrt(costs.Alpha), costs.Beta)).TotalLossUsd <= worst + Slack
            && ContagionRun.Run(network, shock, new(costs.Alpha, Math.Sqrt(costs.Beta))).TotalLossUsd <= worst + Slack
            && ContagionRun.Run(deeper, shock, costs).TotalLossUsd <= worst + Slack;
    });

    [Fact]
    public void There_are_at_most_as_many_rounds_as_nodes_and_one_and_each_has_new_defaults() => ForAny((network, shock, costs) =>
    {
        var result = ContagionRun.Run(network, shock, costs);
        var named = result.Rounds.SelectMany(round => round.Defaults).ToList();
        return result.Rounds.Length <= network.Nodes.Length + 1 && result.Rounds.Skip(1).All(round => !round.Defaults.IsEmpty)
            && named.Distinct().Count() == named.Count && named.Count == result.DefaultCount;
    });

    [Fact]
    public void The_order_of_the_input_changes_no_digit() => ForAny((network, shock, costs) =>
    {
        var turned = new ContagionNetwork([.. network.Nodes.Reverse()], [.. Liabilities(network).Reverse()], [.. network.Pools.Reverse()], [.. Holdings(network).Reverse()]);
        var (one, other) = (ContagionRun.Run(network, shock, costs), ContagionRun.Run(turned, shock, costs));
        return one.Nodes.SequenceEqual(other.Nodes) && one.Pools.SequenceEqual(other.Pools);
    });

    private static System.Collections.Immutable.ImmutableArray<ContagionLiability> Liabilities(ContagionNetwork network) =>
        [.. network.Claims.Select(claim => new ContagionLiability(network.Nodes[claim.Debtor].Name, network.Nodes[claim.Creditor].Name, claim.AmountUsd))];

    private static System.Collections.Immutable.ImmutableArray<PoolHolding> Holdings(ContagionNetwork network) =>
        [.. network.Held.Select(share => new PoolHolding(network.Nodes[share.Node].Name, network.Pools[share.Pool].Name, share.ValueUsd))];

    private static void ForAny(Func<ContagionNetwork, ContagionShock, DefaultCosts, bool> holds, bool hasPools = true) =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var (network, shock) = TestNetworks.Any(random, hasPools);
            return holds(network, shock, TestNetworks.AnyCosts(random));
        }));
}
