using System.Collections.Immutable;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Tests;

/// <summary>A market of BTC, or of another coin, with four sources that agree, told to the actors directly.</summary>
internal static class Market
{
    public const string Perpetual = "BTC_USDC-PERPETUAL";
    public const string Call = "BTC_USDC-27MAR26-70000-C";

    private const string Key = "key";
    private static readonly ImmutableArray<string> Sources = ["s1", "s2", "s3", "s4"];
    private static readonly MarketRules Rules = MarketRules.Default with { MaxSpike = 1000, MaxMove = 1000, BreakerMove = 1000, HoldMove = 1000, MaxAgeMs = 86_400_000 };
    private static int messages;

    /// <summary>The market of a coin is known.</summary>
    public static async Task Open(HostRig rig, string coin = "BTC", decimal price = 65_000)
    {
        await Tell(rig, coin, new MarketDataCommand.SetRules(Rules, "ops"));
        foreach (var source in Sources) await Tell(rig, coin, new MarketDataCommand.RegisterSource(source, Key, 1, "ops"));
        await Tick(rig, price, coin);
    }

    /// <summary>A new price from all sources, with forwards and smiles where expiries are given, and a margin cycle where the server does not cycle by itself.</summary>
    public static async Task Tick(HostRig rig, decimal price, string coin = "BTC", params ObservedExpiry[] expiries)
    {
        var sequence = (long)Interlocked.Increment(ref messages);
        foreach (var source in Sources) await Tell(rig, coin, new MarketDataCommand.Observe(source, Key, sequence, rig.Node.NowMs, new(price, 1, price, 0, Expiries: [.. expiries])));
        if (rig.Clock is not null) await rig.Cycle();
    }

    private static async Task Tell(HostRig rig, string coin, MarketDataCommand command) =>
        (await rig.Node.Actors.MarketData(coin).Tell(new(MessageId.Keyed("market", $"{Interlocked.Increment(ref messages)}"), command), default)).Problem.ShouldBeNull();
}
