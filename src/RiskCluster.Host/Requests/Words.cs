using System.Text.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Requests;

/// <summary>Words of queries that stand for one of a few things.</summary>
internal static class Words
{
    /// <summary>What a word stands for; null when none is given.</summary>
    /// <exception cref="RefusedException">None of them.</exception>
    public static T? Parse<T>(string param, string? word)
        where T : struct, Enum
    {
        if (word is null) return null;
        foreach (var value in Enum.GetValues<T>())
            if (Reasons.Of(value) == word) return value;
        throw Refusals.Invalid("unknown_word", param, $"'{word}' is none of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}");
    }
}
