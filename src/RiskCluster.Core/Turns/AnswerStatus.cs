namespace RiskCluster.Core.Turns;

/// <summary>What became of a message.</summary>
public enum AnswerStatus
{
    /// <summary>Its events are durable.</summary>
    Accepted,

    /// <summary>It had been applied before; its events then are the answer now.</summary>
    Duplicate,

    /// <summary>It was refused.</summary>
    Rejected,
}
