namespace RiskCluster.Operations.Tests;

/// <summary>The families that a server tells, with their types: the same whichever exporter tells them.</summary>
internal static class MetricTable
{
    private static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    /// <summary>Family to type.</summary>
    public static IReadOnlyDictionary<string, string> Families { get; } = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "metrics.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);

    /// <summary>True when a series is of one of the families.</summary>
    public static bool Holds(string series) =>
        Families.TryGetValue(series, out var type) ? type != "histogram" : Parts.Any(part => series.EndsWith(part, StringComparison.Ordinal) && Families.GetValueOrDefault(series[..^part.Length]) == "histogram");
}
