namespace RiskCluster.Cli.Data;

/// <summary>The sample of real market data that comes with the program, beside its assembly.</summary>
internal static class DemoSample
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "demo");

    /// <summary>Daily closes of BTC and ETH, and the BTC volatility index.</summary>
    public static string History => Path.Combine(Folder, "history", "daily.history.json.gz");

    /// <summary>Option chains around the crash of 5 February 2026, in order of time.</summary>
    public static IReadOnlyList<string> Chains() => [.. Directory.EnumerateFiles(Path.Combine(Folder, "chains"), "*.chain.json.gz").Order(StringComparer.Ordinal)];
}
