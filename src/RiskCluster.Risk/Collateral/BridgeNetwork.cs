using System.Collections.Immutable;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Collateral;

/// <summary>Which chains lead to which, at what cost and after how long (MODEL COL-2). Immutable.</summary>
/// <remarks>
/// The best route is the one with the smallest haircut among those that arrive within the horizon; of equals the faster, then the one over fewer bridges, then the
/// first by name. A route that is cheaper but slower does not hide one that is dearer but in time, so routes are kept in pairs of haircut and latency
/// (label setting for the shortest path with a resource limit: Desrochers and Soumis, INFOR 26, 1988).
/// </remarks>
public sealed class BridgeNetwork
{
    private readonly ILookup<string, ChainBridge> bridgesFrom;

    /// <summary>A network of bridges in any order; several may lead from one chain to another.</summary>
    public BridgeNetwork(IEnumerable<ChainBridge> bridges) => bridgesFrom = bridges.ToLookup(bridge => bridge.FromChain, StringComparer.Ordinal);

    /// <summary>The cheapest route that arrives in time; null when there is none, or none that brings anything.</summary>
    /// <param name="fromChain">Where the collateral is.</param>
    /// <param name="toChain">Where it is needed.</param>
    /// <param name="horizonHours">The liquidation horizon, hours; >= 0. A route that takes exactly as long counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative horizon.</exception>
    public BridgeRoute? FindRoute(string fromChain, string toChain, double horizonHours)
    {
        horizonHours.NotNegative();
        var open = new SortedSet<Label>(Label.BestFirst) { new([fromChain], 0, 1) };
        var fastestSettled = new Dictionary<string, double>(StringComparer.Ordinal);
        while (open.Min is { } label)
        {
            open.Remove(label);
            var chain = label.Chains[^1];
            if (chain == toChain) return new(label.Chains, label.LatencyHours, 1 - label.Kept);
            // Labels come in order of falling value: one that is not faster than an earlier one at this chain is beaten in both.
            if (fastestSettled.TryGetValue(chain, out var fastest) && fastest <= label.LatencyHours) continue;
            fastestSettled[chain] = label.LatencyHours;
            foreach (var bridge in bridgesFrom[chain])
            {
                var (latencyHours, kept) = (label.LatencyHours + bridge.LatencyHours, label.Kept * (1 - bridge.Haircut));
                if (latencyHours <= horizonHours && kept > 0 && !label.Chains.Contains(bridge.ToChain))
                    open.Add(new(label.Chains.Add(bridge.ToChain), latencyHours, kept));
            }
        }

        return null;
    }

    /// <summary>Every route that is the best one for some horizon, the cheapest and slowest first; empty when none leads there.</summary>
    /// <param name="fromChain">Where the collateral is.</param>
    /// <param name="toChain">Where it is needed.</param>
    public ImmutableArray<BridgeRoute> BestRoutes(string fromChain, string toChain)
    {
        var routes = ImmutableArray.CreateBuilder<BridgeRoute>();
        for (var route = FindRoute(fromChain, toChain, double.MaxValue); route is not null; route = FasterThan(route)) routes.Add(route);
        return routes.ToImmutable();

        BridgeRoute? FasterThan(BridgeRoute route) => route.LatencyHours > 0 ? FindRoute(fromChain, toChain, Math.BitDecrement(route.LatencyHours)) : null;
    }

    private sealed record Label(ImmutableArray<string> Chains, double LatencyHours, double Kept)
    {
        public static readonly IComparer<Label> BestFirst = Comparer<Label>.Create(Compare);

        private static int Compare(Label left, Label right)
        {
            var order = right.Kept.CompareTo(left.Kept);
            if (order == 0) order = left.LatencyHours.CompareTo(right.LatencyHours);
            if (order == 0) order = left.Chains.Length.CompareTo(right.Chains.Length);
            for (var i = 0; order == 0 && i < left.Chains.Length; i++) order = string.CompareOrdinal(left.Chains[i], right.Chains[i]);
            return order;
        }
    }
}
