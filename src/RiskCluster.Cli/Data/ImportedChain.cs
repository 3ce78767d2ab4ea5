using System.Collections.Immutable;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Data;

/// <summary>A chain file, read and built: what <c>data import</c> and <c>data show</c> report on.</summary>
internal sealed record ImportedChain(string Path, ImmutableArray<OptionChain> Chains, ImmutableArray<MarketBuild> Builds)
{
    public static ImportedChain Read(string path)
    {
        var chains = ChainFile.Read(path);
        return new(path, chains, [.. chains.Select(chain => MarketBuilder.Build(chain, version: 1))]);
    }

    public int Options => Chains.Sum(chain => chain.Expiries.Sum(expiry => expiry.Quotes.Length));

    public int Expiries => Chains.Sum(chain => chain.Expiries.Length);

    public SurfaceErrors Errors => SurfaceErrors.Of(Chains.Zip(Builds, (chain, build) => (chain, build.Snapshot)));

    public int Count(SliceStatus status) => Builds.Sum(build => build.Count(status));
}
