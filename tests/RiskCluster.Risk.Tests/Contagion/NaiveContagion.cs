using RiskCluster.Risk.Contagion;

namespace RiskCluster.Risk.Tests.Contagion;

/// <summary>The definition read aloud: one map of payments and prices, applied again and again from above. No sets of defaults, no linear systems, no rounds.</summary>
internal sealed class NaiveContagion
{
    private readonly Dictionary<string, double> paid;
    private readonly Dictionary<string, double> price;

    public NaiveContagion(ContagionNetwork network, ContagionShock shock, DefaultCosts costs, int steps = 20_000)
    {
        var shocked = network.Pools.ToDictionary(pool => pool.Name, pool => 1 - shock.PriceFalls.GetValueOrDefault(pool.Name));
        var due = network.Nodes.Select((node, i) => (node.Name, Usd: network.DueUsd[i])).ToDictionary(item => item.Name, item => item.Usd);
        paid = new(due);
        price = new(shocked);
        var claims = network.Claims.Select(claim => (Debtor: network.Nodes[claim.Debtor].Name, Creditor: network.Nodes[claim.Creditor].Name, claim.AmountUsd)).ToList();
        var held = network.Held.Select(share => (Node: network.Nodes[share.Node].Name, Pool: network.Pools[share.Pool].Name, share.ValueUsd)).ToList();
        var broke = new HashSet<string>();

        for (var step = 0; step < steps; step++)
        {
            var pays = new Dictionary<string, double>();
            var sold = network.Pools.ToDictionary(pool => pool.Name, _ => 0.0);
            foreach (var node in network.Nodes)
            {
                var cash = Math.Max(0, node.ExternalAssetsUsd - shock.ExternalLossesUsd.GetValueOrDefault(node.Name));
                var inflow = claims.Where(claim => claim.Creditor == node.Name).Sum(claim => claim.AmountUsd * paid[claim.Debtor] / due[claim.Debtor]);
                var pools = held.Where(item => item.Node == node.Name).Sum(item => item.ValueUsd * price[item.Pool]);
                if (cash + inflow + pools < due[node.Name] - 1e-11) broke.Add(node.Name);
                var isBroke = broke.Contains(node.Name);
                pays[node.Name] = isBroke ? costs.Alpha * (cash + pools) + costs.Beta * inflow : due[node.Name];

                var equity = cash + inflow + pools - due[node.Name];
                var lacked = due[node.Name] - cash - inflow;
                var share = isBroke ? 1 : Math.Max(lacked > 0 ? lacked / Math.Max(pools, 1e-300) : 0, node.RequirementUsd > 0 ? 1 - equity / node.RequirementUsd : 0);
                foreach (var item in held.Where(item => item.Node == node.Name)) sold[item.Pool] += item.ValueUsd * Math.Clamp(share, 0, 1);
            }

            var change = 0.0;
            foreach (var (name, amount) in pays)
            {
                change = Math.Max(change, Math.Abs(paid[name] - amount));
                paid[name] = amount;
            }

            foreach (var pool in network.Pools)
            {
                var x = sold[pool.Name] / pool.DepthUsd;
                var next = shocked[pool.Name] * Math.Max(pool.LeastPrice, pool.Form == PriceImpactForm.Linear ? 1 - x : Math.Exp(-x));
                change = Math.Max(change, Math.Abs(price[pool.Name] - next));
                price[pool.Name] = next;
            }

            IsSettled = change < 1e-13;
            if (IsSettled) return;
        }
    }

    public bool IsSettled { get; }

    public double Paid(string node) => paid[node];

    public double Price(string pool) => price[pool];
}
