namespace RiskCluster.Risk.Market;

/// <summary>What became of an expiry's smile (MODEL MKT-3).</summary>
public enum SliceStatus
{
    /// <summary>The plain weighted fit is free of static arbitrage.</summary>
    Fitted,

    /// <summary>The plain fit had an arbitrage; the slice in use is the nearest one found without.</summary>
    Repaired,

    /// <summary>The quotes of this snapshot gave no slice; the last good smile of this expiry is kept, at its own vols.</summary>
    Kept,

    /// <summary>No slice: options of this expiry read the surface between its neighbours.</summary>
    Refused,
}
