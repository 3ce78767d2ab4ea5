namespace RiskCluster.Risk.Contagion;

/// <summary>How often a node passes its stress on.</summary>
public enum DebtRankForm
{
    /// <summary>Once, in the round after it was first hit, with impacts of at most 1 (Battiston, Puliga, Kaushik, Tasca and Caldarelli, Scientific Reports 2, 2012).</summary>
    SingleHit,

    /// <summary>Every rise of it, until it has no equity left (Bardoscia, Battiston, Caccioli and Caldarelli, PLOS ONE 10, 2015).</summary>
    Differential,
}
