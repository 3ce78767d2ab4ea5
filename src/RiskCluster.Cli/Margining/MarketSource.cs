using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Margining;

/// <summary>A market from any of the files that can describe one.</summary>
internal static class MarketSource
{
    /// <summary>A snapshot for each underlying: of a market document as it stands there, of a chain by fitting its smiles.</summary>
    public static IReadOnlyList<MarketSnapshot> Read(string file) =>
        file.EndsWith(".json", StringComparison.Ordinal) ? MarketFile.Read(file) : [.. ChainFile.Read(file).Select(chain => MarketBuilder.Build(chain, 1).Snapshot)];
}
