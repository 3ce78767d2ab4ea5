namespace RiskCluster.Core.Accounts;

/// <summary>Why something was traded.</summary>
public enum FillKind
{
    /// <summary>The account wanted it.</summary>
    Trade,

    /// <summary>It was unwound.</summary>
    Liquidation,
}
