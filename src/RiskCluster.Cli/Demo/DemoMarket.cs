using RiskCluster.Cli.Data;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using Spectre.Console;

namespace RiskCluster.Cli.Demo;

/// <summary>The real chains of the sample as fitted markets, and the ticks between them.</summary>
internal sealed class DemoMarket
{
    private DemoMarket(IReadOnlyList<OptionChain> openingChains, IReadOnlyList<IReadOnlyList<MarketSnapshot>> observations, IReadOnlyList<MarketBuild> builds)
    {
        OpeningChains = openingChains;
        Observations = observations;
        Builds = builds;
    }

    /// <summary>The first chain of each underlying.</summary>
    public IReadOnlyList<OptionChain> OpeningChains { get; }

    /// <summary>The fitted markets of each observation time, in order of time.</summary>
    public IReadOnlyList<IReadOnlyList<MarketSnapshot>> Observations { get; }

    /// <summary>Every fit, for the report.</summary>
    public IReadOnlyList<MarketBuild> Builds { get; }

    /// <summary>The first markets.</summary>
    public IReadOnlyList<MarketSnapshot> Opening => Observations[0];

    /// <summary>The last observation time.</summary>
    public UnixTime End => Observations[^1][0].AsOf;

    /// <summary>Reads and fits the sample's chains.</summary>
    /// <param name="laterMs">Moves them, expiries and all, so much later; whole days, so that expiries keep their hour.</param>
    public static DemoMarket Read(long laterMs = 0)
    {
        IReadOnlyList<OptionChain>? openingChains = null;
        var observations = new List<IReadOnlyList<MarketSnapshot>>();
        var builds = new List<MarketBuild>();
        foreach (var file in DemoSample.Chains())
        {
            IReadOnlyList<OptionChain> chains = [.. ChainFile.Read(file).Select(chain => Later(chain, laterMs))];
            openingChains ??= chains;
            var previous = observations.Count > 0 ? observations[^1] : null;
            var fitted = chains.Select(chain => MarketBuilder.Build(chain, 1, previous?.FirstOrDefault(market => market.Underlying == chain.Underlying))).ToList();
            builds.AddRange(fitted);
            observations.Add([.. fitted.Select(build => build.Snapshot)]);
        }

        return new(openingChains!, observations, builds);
    }

    private static OptionChain Later(OptionChain chain, long ms) => ms == 0
        ? chain
        : chain with { AsOf = new(chain.AsOf.Milliseconds + ms), Expiries = [.. chain.Expiries.Select(item => item with { Expiry = new(item.Expiry.Milliseconds + ms) })] };

    /// <summary>The markets of a tick on the way from one observation to the next; the last tick of a leg is the observation itself.</summary>
    public MarketSnapshot[] Tick(int leg, int tick, int ticks)
    {
        var from = Observations[leg];
        var to = Observations[leg + 1];
        return tick == ticks
            ? [.. to]
            : [.. from.Select((market, u) => MarketPath.Between(market, to[u], (double)tick / ticks, market.Version + tick))];
    }

    /// <summary>Ticks after the opening.</summary>
    public int TickCount(int ticks) => (Observations.Count - 1) * ticks;

    /// <summary>How many of all ticks, the opening included, are at or before a time.</summary>
    public int TicksUpTo(string underlying, long timeMs, int ticks)
    {
        var u = Observations[0].Select((market, i) => (market, i)).First(item => item.market.Underlying == underlying).i;
        var count = Observations[0][u].AsOf.Milliseconds <= timeMs ? 1 : 0;
        for (var tick = 1; tick <= TickCount(ticks); tick++)
            if (Tick((tick - 1) / ticks, (tick - 1) % ticks + 1, ticks)[u].AsOf.Milliseconds <= timeMs)
                count++;
        return count;
    }
}
