namespace RiskCluster.Risk.Engine;

/// <summary>A position that the given market cannot price: callers fail closed.</summary>
/// <param name="instrument">Its name.</param>
/// <param name="reason">Why it has no price, one clause.</param>
public sealed class UnpricedInstrumentException(string instrument, string reason) : Exception($"{instrument}: {reason}")
{
    /// <summary>Its name.</summary>
    public string Instrument { get; } = instrument;

    /// <summary>Why it has no price.</summary>
    public string Reason { get; } = reason;
}
