using System.Collections.Immutable;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Data;

/// <summary>An option chain file of either kind, told apart by its content: our own sample is JSON, everything else is read as CSV.</summary>
public static class ChainFile
{
    /// <summary>The chains of a file, one an underlying, by name.</summary>
    /// <exception cref="InputException">The file and the place in it that break a rule.</exception>
    public static ImmutableArray<OptionChain> Read(string path)
    {
        var text = InputFile.ReadText(path);
        return text.AsSpan().TrimStart().StartsWith("{") ? ChainSample.Parse(path, text) : ChainCsv.Parse(path, text);
    }
}
