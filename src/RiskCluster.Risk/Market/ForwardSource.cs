namespace RiskCluster.Risk.Market;

/// <summary>Where a forward came from (MODEL MKT-4), in order of preference.</summary>
public enum ForwardSource
{
    /// <summary>Put-call parity on the option marks of that expiry.</summary>
    PutCallParity,

    /// <summary>The mark of the future of that expiry.</summary>
    FutureMark,

    /// <summary>The index: neither a pair of options nor a future was there.</summary>
    Index,
}
