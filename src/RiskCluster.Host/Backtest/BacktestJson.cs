using System.Text.Json;

namespace RiskCluster.Host.Backtest;

/// <summary>What a backtest found as JSON, unrounded, in the API's words.</summary>
internal static class BacktestJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>An indented text.</summary>
    public static string Text(BacktestReport report) => JsonSerializer.Serialize(report, Options);

    /// <summary>A part of another document.</summary>
    public static JsonElement Element(BacktestReport report) => JsonSerializer.SerializeToElement(report, Options);
}
