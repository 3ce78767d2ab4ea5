using System.Collections.Immutable;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Answers;

/// <summary>What an actor answered.</summary>
internal static class Told
{
    /// <summary>The answer to a message that was accepted, now or before.</summary>
    /// <param name="told">The message on its way.</param>
    /// <param name="fields">Fields that the actor calls otherwise than the body: its name and the body's. A name that ends with a point is a prefix that the body has not.</param>
    /// <exception cref="RefusedException">It was refused; the field at fault is named as the body names it.</exception>
    public static async ValueTask<Answer<TEvent>> Accepted<TEvent>(ValueTask<Answer<TEvent>> told, params ImmutableArray<(string Actor, string Body)> fields)
        where TEvent : class
    {
        var answer = await told;
        return answer.Problem is { } problem && !answer.IsAccepted ? throw new RefusedException(problem with { Param = Renamed(problem.Param, fields) }) : answer;
    }

    private static string? Renamed(string? param, ImmutableArray<(string Actor, string Body)> fields)
    {
        foreach (var (actor, body) in param is null ? [] : fields)
        {
            if (param == actor) return body;
            if (actor.EndsWith('.') && param!.StartsWith(actor, StringComparison.Ordinal)) return param[actor.Length..];
        }

        return param;
    }

    /// <summary>True when the message had come before.</summary>
    public static bool IsDuplicate<TEvent>(this Answer<TEvent> answer)
        where TEvent : class => answer.Status == AnswerStatus.Duplicate;
}
