using System.Text.Json.Serialization;

namespace RiskCluster.Core.SystemRisk;

/// <summary>A contagion run, from its request to its end. Immutable.</summary>
/// <param name="InputsHash">SHA-256 of everything that it is computed from; 64 hexadecimal digits in lower case.</param>
/// <param name="Shock">What strikes first, for people.</param>
/// <param name="By">Who asked.</param>
/// <param name="Number">Rising with every request.</param>
/// <param name="RequestedAtMs">When, unix milliseconds.</param>
public sealed record RecordedRun(string InputsHash, string Shock, string By, long Number, long RequestedAtMs)
{
    /// <summary>Where it stands.</summary>
    public ContagionRunStatus Status { get; init; }

    /// <summary>Who computes it; null before anybody does.</summary>
    public string? Worker { get; init; }

    /// <summary>How much is done, in thousandths; never falls while one worker computes.</summary>
    public int DonePerMille { get; init; }

    /// <summary>When it was last heard of, unix milliseconds.</summary>
    public long HeardAtMs { get; init; } = RequestedAtMs;

    /// <summary>What was found; null unless finished.</summary>
    public ContagionSummary? Summary { get; init; }

    /// <summary>Why there is no summary; null unless failed.</summary>
    public string? Failure { get; init; }

    /// <summary>True once nothing more can happen to it.</summary>
    [JsonIgnore]
    public bool IsEnded => Status is ContagionRunStatus.Finished or ContagionRunStatus.Failed;
}
