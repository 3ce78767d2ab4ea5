namespace RiskCluster.Risk.Instruments;

/// <summary>What a contract is (MODEL INS-1).</summary>
public enum InstrumentKind
{
    /// <summary>The asset itself against dollars; one unit is one coin.</summary>
    Spot,

    /// <summary>A future without expiry, tied to the index by funding.</summary>
    Perpetual,

    /// <summary>A future with an expiry.</summary>
    Future,

    /// <summary>A European option on the future of its expiry.</summary>
    Option,
}
