using System.Text.Json;
using System.Text.RegularExpressions;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Requests;

/// <summary>What is wrong with a body, in the caller's words: the place and the rule, without the names of our types.</summary>
internal static partial class JsonFault
{
    /// <summary>The refusal.</summary>
    public static RefusedException Of(JsonException problem)
    {
        var place = Place(problem.Path);
        var message = problem.Message;
        if (Quoted().Match(message) is { Success: true } unknown && message.Contains("could not be mapped", StringComparison.Ordinal))
            return Refusals.Invalid("unknown_field", Within(place, unknown.Groups["name"].Value), "the field is not known here");
        if (message.Contains("missing required", StringComparison.Ordinal))
        {
            var names = Quoted().Matches(message[message.IndexOf("including", StringComparison.Ordinal)..]).Select(match => match.Groups["name"].Value).ToList();
            return Refusals.Invalid("field_missing", Within(place, names.FirstOrDefault() ?? ""), $"the body lacks {string.Join(", ", names)}");
        }

        if (message.Contains("maximum configured depth", StringComparison.Ordinal)) return Refusals.Invalid("body_too_deep", place, $"the body nests deeper than {Contracts.ApiJson.MaxDepth}");
        if (message.StartsWith("a decimal is written", StringComparison.Ordinal)) return Refusals.Invalid("field_malformed", place, "a decimal is written as a string, such as \"12.5\"");
        if (problem.Path is null || problem.InnerException is not null) return Refusals.Invalid("body_malformed", place, "the body is not JSON");
        return Refusals.Invalid("field_malformed", place, "the value is not one of this field");
    }

    // $.positions[0].size as positions[0].size.
    private static string? Place(string? path) => path is null or "$" ? null : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path[1..];

    private static string Within(string? place, string name) =>
        place is null || place == name ? name : place.EndsWith($".{name}", StringComparison.Ordinal) ? place : $"{place}.{name}";

    [GeneratedRegex("'(?<name>[^']*)'")]
    private static partial Regex Quoted();
}
