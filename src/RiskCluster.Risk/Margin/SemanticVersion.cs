using System.Text.RegularExpressions;

namespace RiskCluster.Risk.Margin;

/// <summary>The form of a document's version: <c>1.0.0</c> or <c>2.1.0-draft.3</c>, as Semantic Versioning 2.0.0 writes it, without build metadata.</summary>
public static partial class SemanticVersion
{
    /// <summary>What a version must match; the schema publishes it. The last lookahead refuses a line break behind the text, which .NET's <c>$</c> lets pass.</summary>
    public const string Pattern =
        @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?$(?!\n)";

    /// <summary>Versions by precedence: numbers as numbers, a draft before what it drafts, its parts in order, numbers before names.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    /// <summary>True for a version.</summary>
    public static bool IsValid(string text) => Form().IsMatch(text);

    private static int Compare(string first, string second)
    {
        var (ours, theirs) = (Split(first), Split(second));
        var core = Parts(ours.Core, theirs.Core);
        if (core != 0) return core;
        if (ours.Draft is null || theirs.Draft is null) return (ours.Draft is null ? 1 : 0) - (theirs.Draft is null ? 1 : 0);
        return Parts(ours.Draft, theirs.Draft);
    }

    private static (string[] Core, string[]? Draft) Split(string version)
    {
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (version.Split('.'), null) : (version[..dash].Split('.'), version[(dash + 1)..].Split('.'));
    }

    private static int Parts(string[] ours, string[] theirs)
    {
        for (var i = 0; i < Math.Min(ours.Length, theirs.Length); i++)
        {
            var order = (IsNumber(ours[i]), IsNumber(theirs[i])) switch
            {
                // Without leading zeros the longer number is the larger one.
                (true, true) => ours[i].Length != theirs[i].Length ? ours[i].Length.CompareTo(theirs[i].Length) : string.CompareOrdinal(ours[i], theirs[i]),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(ours[i], theirs[i]),
            };
            if (order != 0) return order;
        }

        return ours.Length.CompareTo(theirs.Length);
    }

    private static bool IsNumber(string part) => part.All(char.IsAsciiDigit);

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
