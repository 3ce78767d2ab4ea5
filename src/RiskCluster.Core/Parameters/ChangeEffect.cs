namespace RiskCluster.Core.Parameters;

/// <summary>What the change of one value does to requirements.</summary>
public enum ChangeEffect
{
    /// <summary>It raises them, or leaves them.</summary>
    Tightens,

    /// <summary>It may lower them: known to, or nobody has said that it does not.</summary>
    Loosens,

    /// <summary>It touches none.</summary>
    Neutral,
}
