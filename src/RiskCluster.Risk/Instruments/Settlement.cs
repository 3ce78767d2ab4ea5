namespace RiskCluster.Risk.Instruments;

/// <summary>The currency in which a contract pays (MODEL INS-1).</summary>
public enum Settlement
{
    /// <summary>Pays dollars.</summary>
    Linear,

    /// <summary>Pays the underlying coin: value in coin is value in USD over the index price.</summary>
    Inverse,
}
