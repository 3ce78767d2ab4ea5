namespace RiskCluster.Cli.Margining;

/// <summary>A position that the given market cannot price.</summary>
internal sealed class UnpricedInstrumentException(string instrument, string reason) : Exception($"{instrument}: {reason}")
{
    /// <summary>Its name.</summary>
    public string Instrument { get; } = instrument;

    /// <summary>Why it has no price.</summary>
    public string Reason { get; } = reason;
}
