namespace RiskCluster.Risk.Contagion;

/// <summary>How sales move the price of a shared pool. x is what was sold at the price before, over the pool's depth.</summary>
public enum PriceImpactForm
{
    /// <summary>exp(-x).</summary>
    Exponential,

    /// <summary>1 - x.</summary>
    Linear,
}
