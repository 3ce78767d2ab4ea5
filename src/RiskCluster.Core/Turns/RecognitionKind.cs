namespace RiskCluster.Core.Turns;

/// <summary>What an inbox knows of a message.</summary>
public enum RecognitionKind
{
    /// <summary>Nothing: it is to be decided.</summary>
    New,

    /// <summary>It was applied, and its events are known.</summary>
    Repeated,

    /// <summary>A later message of its source was applied: whatever became of this one then stands.</summary>
    Superseded,

    /// <summary>The same identity came with another command.</summary>
    Conflict,
}
