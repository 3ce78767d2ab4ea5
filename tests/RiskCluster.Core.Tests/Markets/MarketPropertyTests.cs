using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;

namespace RiskCluster.Core.Tests.Markets;

/// <summary>What a market promises for any sequence of commands.</summary>
public sealed class MarketPropertyTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void The_consensus_is_what_an_independent_aggregator_finds() =>
        Check.One(Quick.WithMaxTest(400), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rules = MarketRules.Default with { MinSources = random.Next(1, 4), WantedSources = 6, MaxDeviation = 0.01m * random.Next(1, 6), StrikesToSuspend = 1000, MaxSpike = 10, MaxMove = 10, BreakerMove = 1000 };
            var lab = new MarketLab(rules, Names);
            foreach (var name in Names) lab.Do(new MarketDataCommand.RegisterSource(name, $"key-{name}", random.Next(1, 5), "ops"));
            var heard = new Dictionary<string, (decimal Price, long At)>();
            for (var step = 0; step < 25; step++)
            {
                lab.Now += random.Next(0, 4000);
                var name = Names[random.Next(Names.Length)];
                // A few distinct prices, so that ties and clusters are common.
                var price = 100m + random.Next(-4, 5) + (random.Next(6) == 0 ? 20 : 0);
                lab.Observe(name, price).Problem.ShouldBeNull();
                heard[name] = (price, lab.Now);
                var items = heard.Select(item => (item.Key, item.Value.Price, lab.State.Find(item.Key)!.Weight, lab.Now - item.Value.At));
                var (expected, counted) = NaiveAggregator.Of(items, rules.MaxAgeMs, rules.MaxDeviation, rules.MinSources);
                if (expected is null)
                {
                    if (lab.State.Status != FigureStatus.Stale) return false;
                    continue;
                }

                var included = lab.Market.Sources.Where(view => view.Standing == SourceStanding.Included).Select(view => view.Source);
                if (lab.State.Status == FigureStatus.Stale || lab.Market.IndexPrice != expected || !included.SequenceEqual(counted)) return false;
            }

            return true;
        }));

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void Replaying_the_events_gives_the_state_and_every_state_fails_closed() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var lab = new MarketLab(MarketRules.Default with { StrikesToSuspend = 3, FrozenMs = 5000 }, Names);
            var version = 0L;
            for (var step = 0; step < 120; step++)
            {
                lab.Now += random.Next(12) == 0 ? -random.Next(10_000) : random.Next(3000);
                var before = MarketLab.Text(lab.State);
                var decision = lab.Do(Any(random, lab));
                if (decision.Problem is not null && decision.Events.IsEmpty && MarketLab.Text(lab.State) != before) return false;
                var state = lab.State;
                if (state.Consensus is { } market && (market.Version < version || market.Version > version + 1)) return false;
                version = state.Consensus?.Version ?? 0;
                var isClosed = state.Status is FigureStatus.Stale or FigureStatus.Halted;
                if (isClosed && state.Hold == LiquidationHold.None) return false;
                if (state.Halt is not null != (state.Status == FigureStatus.Halted)) return false;
                if (!isClosed && state.Consensus!.Sources.Count(view => view.Standing == SourceStanding.Included) < state.Rules.MinSources) return false;
            }

            var replayed = lab.Events.Select(change => CoreJson.Read<MarketDataEvent>(CoreJson.Write(change))).Aggregate(MarketDataMachine.Initial("BTC"), MarketDataMachine.Apply);
            return MarketLab.Text(replayed) == MarketLab.Text(lab.State) && MarketLab.Text(CoreJson.Read<MarketDataState>(CoreJson.Write(lab.State))) == MarketLab.Text(lab.State);
        }));

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void One_liar_of_four_never_moves_the_price_out_of_the_honest_range() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            // The liar even carries the largest weight, and every speed limit is off.
            var lab = new MarketLab(MarketRules.Default with { MaxSpike = 1000, MaxMove = 1000, BreakerMove = 1000, StrikesToSuspend = 1000 }, "a", "b", "c", "liar");
            lab.Do(new MarketDataCommand.RegisterSource("liar", "key-liar", random.Next(1, 60), "ops"));
            for (var round = 0; round < 10; round++)
            {
                lab.Now += 1000;
                var honest = Names[..3].Select(_ => 100 + (decimal)random.NextDouble()).ToArray();
                for (var i = 0; i < 3; i++) lab.Observe(Names[i], honest[i]);
                lab.Observe("liar", 100 * (decimal)Math.Pow(10, random.NextDouble() * 4 - 2));
                if (lab.Market.IndexPrice < honest.Min() || lab.Market.IndexPrice > honest.Max()) return false;
            }

            return true;
        }));

    private static MarketDataCommand Any(Random random, MarketLab lab)
    {
        var name = Names[random.Next(Names.Length)];
        return random.Next(24) switch
        {
            0 => new MarketDataCommand.Halt("ops", "drill"),
            1 or 2 => new MarketDataCommand.Resume("ops", random.Next(2) == 0),
            3 => new MarketDataCommand.ReinstateSource(name, "ops"),
            4 => new MarketDataCommand.RegisterSource(name, $"key-{name}", random.Next(1, 4), "ops"),
            5 => new MarketDataCommand.RemoveSource(name, "ops"),
            6 or 7 => new MarketDataCommand.Review(),
            8 => new MarketDataCommand.FixSettlement(MarketLab.Start + 60_000, 100, "ops"),
            _ => lab.Seen(name, 100 + random.Next(-300, 300) / 100m, new ObservedExpiry(MarketLab.Start + 60_000, 100), new ObservedExpiry(MarketLab.Month, 101)),
        };
    }
}
