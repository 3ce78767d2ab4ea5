using Microsoft.AspNetCore.Http;

namespace RiskCluster.Host.Api.Margins;

/// <summary>What the margin routes of accounts and of owners have in common.</summary>
internal static class MarginWords
{
    public const string Tag = "Margins";

    /// <summary>An explanation is some hundred kilobytes.</summary>
    public const int ExplainCost = 5;

    /// <summary>A heatmap values a portfolio in more than a hundred markets.</summary>
    public const int HeatmapCost = 5;

    public const string Report = "Exact, in the markets of the last margin cycle. Where something held cannot be priced, margin.unavailable says what, and the figures are left out.";

    public const string Explain = "Waterfall, scenarios with their profit and loss, vectors of the instruments held, allocation, and every input with its version: enough to compute the margin again.";

    public const string Heatmap = "Full revaluation; all underlyings held move alike.";

    /// <summary>A JSON document that is written already.</summary>
    public static IResult Document(ReadOnlyMemory<byte> utf8) => TypedResults.Bytes(utf8, "application/json");
}
