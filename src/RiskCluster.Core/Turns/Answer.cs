using System.Collections.Immutable;

namespace RiskCluster.Core.Turns;

/// <summary>The answer to a message, sent when whatever it says is durable.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Epoch">Of the actor that answers.</param>
/// <param name="Head">Journal sequence of the actor after the turn.</param>
/// <param name="Events">What the message caused, now or when it first came.</param>
/// <param name="Problem">Why it was refused; null otherwise.</param>
public sealed record Answer<TEvent>(AnswerStatus Status, long Epoch, long Head, ImmutableArray<TEvent> Events, Problem? Problem = null)
    where TEvent : class
{
    /// <summary>True when accepted, now or before.</summary>
    public bool IsAccepted => Status != AnswerStatus.Rejected;
}
