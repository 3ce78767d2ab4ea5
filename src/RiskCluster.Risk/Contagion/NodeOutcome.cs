namespace RiskCluster.Risk.Contagion;

/// <summary>How a node comes out of a run. Amounts in USD, at least 0.</summary>
/// <param name="Name">Which.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="DueUsd">What it owed, within the network and outside.</param>
/// <param name="PaidUsd">What it paid of that: all, or in default all that was left.</param>
/// <param name="EquityBeforeUsd">What it was worth before the shock were everyone to pay; 0 when that was less than nothing.</param>
/// <param name="EquityAfterUsd">What it is worth at the end; 0 in default.</param>
/// <param name="DirectLossUsd">What the shock took from it at once, and what it was short of already.</param>
/// <param name="DefaultRound">The round in which it defaulted; null when it did not.</param>
/// <param name="SoldShare">The share of its pools that it sold; within [0, 1].</param>
public sealed record NodeOutcome(
    string Name,
    ContagionNodeKind Kind,
    double DueUsd,
    double PaidUsd,
    double EquityBeforeUsd,
    double EquityAfterUsd,
    double DirectLossUsd,
    int? DefaultRound,
    double SoldShare)
{
    /// <summary>What it lost of its own.</summary>
    public double LossUsd => EquityBeforeUsd - EquityAfterUsd;

    /// <summary>What its creditors lost of what it owed them.</summary>
    public double UnpaidUsd => DueUsd - PaidUsd;
}
