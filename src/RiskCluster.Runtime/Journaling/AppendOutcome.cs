namespace RiskCluster.Runtime.Journaling;

/// <summary>What became of an append.</summary>
public enum AppendOutcome
{
    /// <summary>Durable.</summary>
    Appended,

    /// <summary>Somebody else has taken the stream over: nothing was written, and this writer never writes again.</summary>
    Fenced,
}
