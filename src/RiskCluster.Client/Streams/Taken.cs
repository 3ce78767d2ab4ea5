namespace RiskCluster.Client.Streams;

/// <summary>What an event of a stream is to whoever follows its channel.</summary>
internal enum Taken
{
    /// <summary>Something new.</summary>
    New,

    /// <summary>Known already, or about the connection only.</summary>
    Old,

    /// <summary>Something before it is missing.</summary>
    Hole,
}
