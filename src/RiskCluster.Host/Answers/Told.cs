using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Answers;

/// <summary>What an actor answered.</summary>
internal static class Told
{
    /// <summary>The answer to a message that was accepted, now or before.</summary>
    /// <exception cref="RefusedException">It was refused.</exception>
    public static async ValueTask<Answer<TEvent>> Accepted<TEvent>(ValueTask<Answer<TEvent>> told)
        where TEvent : class
    {
        var answer = await told;
        return answer.Problem is { } problem && !answer.IsAccepted ? throw new RefusedException(problem) : answer;
    }

    /// <summary>True when the message had come before.</summary>
    public static bool IsDuplicate<TEvent>(this Answer<TEvent> answer)
        where TEvent : class => answer.Status == AnswerStatus.Duplicate;
}
