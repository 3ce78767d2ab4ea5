using System.Collections.Immutable;
using RiskCluster.Cli.Data;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Data;

/// <summary>Every real chain beside the repository, read and built once.</summary>
internal static class RealChains
{
    private static readonly Lazy<ImmutableArray<ImportedChain>> Read = new(() => [.. SharedData.Chains().AsParallel().AsOrdered().Select(ImportedChain.Read)]);

    public static ImmutableArray<ImportedChain> All => Read.Value;
}
