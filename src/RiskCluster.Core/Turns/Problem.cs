namespace RiskCluster.Core.Turns;

/// <summary>Why something was refused.</summary>
/// <param name="Code">The class of refusal, on which programs act.</param>
/// <param name="Reason">The actor's own name of the rule that refused.</param>
/// <param name="Param">The field at fault; null when none is.</param>
/// <param name="Detail">One sentence for people, with the numbers.</param>
/// <param name="Retryable">True when the same request may succeed later without a change.</param>
public sealed record Problem(ProblemCode Code, string Reason, string? Param, string Detail, bool Retryable = false)
{
    /// <summary>The sequence that would be accepted next; null when the refusal is about something else.</summary>
    public long? ExpectedSequence { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code}/{Reason}{(Param is null ? "" : $" ({Param})")}: {Detail}";
}
