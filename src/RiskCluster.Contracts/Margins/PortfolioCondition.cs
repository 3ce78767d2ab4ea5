namespace RiskCluster.Contracts.Margins;

/// <summary>Where equity stands against the requirements.</summary>
public enum PortfolioCondition
{
    /// <summary>Equity covers initial margin.</summary>
    Healthy,

    /// <summary>Below initial margin: orders that reduce risk only.</summary>
    Restricted,

    /// <summary>Below maintenance margin: to be unwound.</summary>
    Liquidating,

    /// <summary>Equity is negative.</summary>
    Bankrupt,
}
