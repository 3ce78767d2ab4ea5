using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>What a run found (MODEL SYS-1).</summary>
/// <param name="Shock">What struck first.</param>
/// <param name="Nodes">Shape [N], by rising name.</param>
/// <param name="Pools">Shape [K], by rising name.</param>
/// <param name="Rounds">From the shock to the round after which nobody else defaults.</param>
/// <param name="OutsideLossUsd">What creditors outside of the network lost; USD.</param>
/// <param name="DefaultCostsUsd">What defaults destroyed; USD.</param>
/// <param name="IsSettled">False when prices were still falling after the greatest number of steps: then losses are at least what is told.</param>
public sealed record ContagionResult(
    ContagionShock Shock,
    ImmutableArray<NodeOutcome> Nodes,
    ImmutableArray<PoolOutcome> Pools,
    ImmutableArray<ContagionRound> Rounds,
    double OutsideLossUsd,
    double DefaultCostsUsd,
    bool IsSettled)
{
    /// <summary>How many defaulted.</summary>
    public int DefaultCount => Nodes.Count(node => node.DefaultRound is not null);

    /// <summary>What the shock took at once, and what nodes were short of before it; USD.</summary>
    public double DirectLossUsd => Nodes.Sum(node => node.DirectLossUsd);

    /// <summary>What sales took from the price of the pools; USD.</summary>
    public double FireSaleLossUsd => Pools.Sum(pool => pool.FireSaleLossUsd);

    /// <summary>What nodes and creditors outside lost together: the direct loss, fire sales and default costs; USD.</summary>
    public double TotalLossUsd => Nodes.Sum(node => node.LossUsd) + OutsideLossUsd;

    /// <summary>
    /// The share of all losses that fell on others than those whom the shock struck, or beyond what it took from them:
    /// 1 - sum_i min(loss_i, direct loss_i) / total loss; within [0, 1], 0 without losses.
    /// </summary>
    public double SystemicLossShare =>
        TotalLossUsd > 0 ? Math.Clamp(1 - Nodes.Sum(node => Math.Min(node.LossUsd, node.DirectLossUsd)) / TotalLossUsd, 0, 1) : 0;

    /// <summary>What the nodes of a kind lost; USD.</summary>
    public double LossOf(ContagionNodeKind kind) => Nodes.Where(node => node.Kind == kind).Sum(node => node.LossUsd);
}
