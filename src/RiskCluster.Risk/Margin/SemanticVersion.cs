using System.Text.RegularExpressions;

namespace RiskCluster.Risk.Margin;

/// <summary>The form of a document's version: <c>1.0.0</c> or <c>2.1.0-draft.3</c>, as Semantic Versioning 2.0.0 writes it, without build metadata.</summary>
internal static partial class SemanticVersion
{
    /// <summary>What a version must match; the schema publishes it. The last lookahead refuses a line break behind the text, which .NET's <c>$</c> lets pass.</summary>
    public const string Pattern =
        @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?$(?!\n)";

    public static bool IsValid(string text) => Form().IsMatch(text);

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
