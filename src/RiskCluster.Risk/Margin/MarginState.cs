namespace RiskCluster.Risk.Margin;

/// <summary>Where a portfolio's equity stands against its requirements (MODEL MRG-7). In order of rising trouble.</summary>
public enum MarginState
{
    /// <summary>Equity covers the initial margin.</summary>
    Healthy,

    /// <summary>Below initial margin: only orders that reduce risk.</summary>
    Restricted,

    /// <summary>Below maintenance margin: to be unwound.</summary>
    Liquidating,

    /// <summary>Equity is negative.</summary>
    Bankrupt,
}
