using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>Who owes whom, and who holds what of the shared pools (MODEL SYS-1). Immutable.</summary>
/// <remarks>Nodes and pools stand in ordinal order of their names, so that the order in which they came in changes no digit.</remarks>
public sealed class ContagionNetwork
{
    /// <summary>A network.</summary>
    /// <exception cref="ArgumentException">No node, a name twice, a name that is no node's or no pool's, a node that owes itself, or sums that are not finite. Says which.</exception>
    public ContagionNetwork(
        ImmutableArray<ContagionNode> nodes,
        ImmutableArray<ContagionLiability> liabilities,
        ImmutableArray<ContagionPool> pools,
        ImmutableArray<PoolHolding> holdings)
    {
        if (nodes.IsEmpty) throw new ArgumentException("a network needs a node", nameof(nodes));
        Nodes = [.. nodes.OrderBy(node => node.Name, StringComparer.Ordinal)];
        Pools = [.. pools.OrderBy(pool => pool.Name, StringComparer.Ordinal)];
        var nodeIndex = Index(Nodes.Select(node => node.Name), "node", nameof(nodes));
        var poolIndex = Index(Pools.Select(pool => pool.Name), "pool", nameof(pools));

        var claims = new SortedDictionary<(int Debtor, int Creditor), double>();
        foreach (var liability in liabilities)
        {
            var debtor = Find(nodeIndex, liability.Debtor, "node", nameof(liabilities));
            var creditor = Find(nodeIndex, liability.Creditor, "node", nameof(liabilities));
            if (debtor == creditor) throw new ArgumentException($"'{liability.Debtor}' owes itself", nameof(liabilities));
            if (liability.AmountUsd > 0) claims[(debtor, creditor)] = claims.GetValueOrDefault((debtor, creditor)) + liability.AmountUsd;
        }

        var held = new SortedDictionary<(int Node, int Pool), double>();
        foreach (var holding in holdings)
        {
            var key = (Find(nodeIndex, holding.Node, "node", nameof(holdings)), Find(poolIndex, holding.Pool, "pool", nameof(holdings)));
            if (holding.ValueUsd > 0) held[key] = held.GetValueOrDefault(key) + holding.ValueUsd;
        }

        Claims = [.. claims.Select(pair => new Claim(pair.Key.Debtor, pair.Key.Creditor, pair.Value))];
        Held = [.. held.Select(pair => new Share(pair.Key.Node, pair.Key.Pool, pair.Value))];
        var due = Nodes.Select(node => node.ExternalLiabilitiesUsd).ToArray();
        foreach (var claim in Claims) due[claim.Debtor] += claim.AmountUsd;
        DueUsd = [.. due];
        // Everything that a run adds up is at most this.
        var all = due.Sum() + Nodes.Sum(node => node.ExternalAssetsUsd + node.RequirementUsd) + Held.Sum(share => share.ValueUsd);
        if (!double.IsFinite(all)) throw new ArgumentException("the amounts of the network do not add up to a finite number", nameof(nodes));
    }

    /// <summary>Shape [N], by rising name.</summary>
    public ImmutableArray<ContagionNode> Nodes { get; }

    /// <summary>Shape [K], by rising name.</summary>
    public ImmutableArray<ContagionPool> Pools { get; }

    /// <summary>Shape [N]: what each node owes in all, within the network and outside; USD.</summary>
    public ImmutableArray<double> DueUsd { get; }

    /// <summary>By debtor, then creditor; each pair once, above 0.</summary>
    internal ImmutableArray<Claim> Claims { get; }

    /// <summary>By node, then pool; each pair once, above 0.</summary>
    internal ImmutableArray<Share> Held { get; }

    private static Dictionary<string, int> Index(IEnumerable<string> names, string what, string parameter)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            if (!index.TryAdd(name, index.Count))
                throw new ArgumentException($"there are two of {what} '{name}'", parameter);
        return index;
    }

    private static int Find(Dictionary<string, int> index, string name, string what, string parameter) =>
        index.TryGetValue(name, out var found) ? found : throw new ArgumentException($"there is no {what} '{name}'", parameter);

    internal readonly record struct Claim(int Debtor, int Creditor, double AmountUsd);

    internal readonly record struct Share(int Node, int Pool, double ValueUsd);
}
