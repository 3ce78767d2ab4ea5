using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Regimes;

namespace RiskCluster.Risk.Tests.Regimes;

[Trait("Rule", "CAL-3")]
public sealed class RegimeTests
{
    private static readonly RegimeRules Rules = new(new(1.2, 1, 3), new(2, 0.5, 4), new(1.5, 0.2, 2), Hysteresis: 0.1, MaxFallPerDay: 0.2, MaximalUnwind: 5);
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Stress_is_followed_at_once_and_let_go_of_slowly()
    {
        var calm = Regime.Next(null, At(0, 1), Rules);
        calm.ShouldBe(new(new(0), 1, 1, 1));
        var wild = Regime.Next(calm, At(0.5, 2.2), Rules);
        wild.Volatility.ShouldBe(2, 1e-12);
        wild.ShockFactor.ShouldBe(wild.Volatility);
        // Calm again: a fifth of it a day, whether observed once or often.
        Regime.Next(wild, At(1.5, 1), Rules).Volatility.ShouldBe(1.6, 1e-12);
        var often = Enumerable.Range(1, 24).Aggregate(wild, (state, hour) => Regime.Next(state, At(0.5 + hour / 24.0, 1), Rules));
        often.Volatility.ShouldBe(1.6, 1e-6);
        Regime.Next(wild, At(100, 1), Rules).Volatility.ShouldBe(1);
    }

    [Fact]
    public void What_is_called_for_within_the_hysteresis_moves_nothing()
    {
        var wild = Regime.Next(null, At(0, 2.2), Rules);
        Regime.Next(wild, At(5, 2.1), Rules).Volatility.ShouldBe(wild.Volatility);
        Regime.Next(wild, At(5, 1.9), Rules).Volatility.ShouldBe(1.7, 1e-12);
        // Nothing at all is called for: even the last rest of it goes.
        Regime.Next(Regime.Next(null, At(0, 1.25), Rules), At(1, 1), Rules).Volatility.ShouldBe(1);
    }

    [Fact]
    public void An_empty_book_is_the_deepest_stress_and_the_unwind_has_a_bound_of_its_own()
    {
        var state = Regime.Next(null, new(new(0), 50, 0, 1000), Rules);
        state.ShouldBe(new(new(0), 3, 4, 2));
        state.UnwindFactor(Rules).ShouldBe(5);
        Regime.Next(null, new(new(0), null, 0.25, null), Rules).ShouldBe(new(new(0), 1, 2, 1));
    }

    [Fact]
    public void What_is_not_known_moves_nothing_and_what_is_late_neither()
    {
        var state = Regime.Next(null, new(new(1000), 2.2, 0.2, 3), Rules);
        var unknown = Regime.Next(state, new(new(900_000_000), null, null, null), Rules);
        unknown.ShouldBe(state with { At = new(900_000_000) });
        Regime.Next(state, new(new(999), 100, 0, 100), Rules).ShouldBe(state);
    }

    [Fact]
    public void Narrower_bounds_hold_at_once()
    {
        var state = Regime.Next(null, At(0, 10), Rules);
        Regime.Next(state, new(new(1), null, null, null), Rules with { Volatility = new(1.2, 1, 1.5) }).Volatility.ShouldBe(1.5);
    }

    [Fact]
    public void Factors_stay_inside_bounds_rise_at_once_and_never_fall_faster_than_governed() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rules = AnyRules(random);
            RegimeState? state = null;
            var time = 0L;
            for (var step = 0; step < 20; step++)
            {
                time += random.NextInt64(2 * UnixTime.MillisecondsPerDay);
                var seen = Any(random, time);
                var next = Regime.Next(state, seen, rules);
                var called = (rules.Volatility.FactorAt(seen.VolRatio ?? 0), rules.Depth.FactorAt(1 / seen.DepthRatio ?? 0), rules.Congestion.FactorAt(seen.CongestionRatio ?? 0));
                var least = state is null ? 0 : Math.Pow(1 - rules.MaxFallPerDay, (time - state.At.Milliseconds) / (double)UnixTime.MillisecondsPerDay) - 1e-12;
                if (!Holds(next.Volatility, state?.Volatility, called.Item1, rules.Volatility, least) || !Holds(next.Depth, state?.Depth, called.Item2, rules.Depth, least)
                    || !Holds(next.Congestion, state?.Congestion, called.Item3, rules.Congestion, least) || next.UnwindFactor(rules) < 1 || next.UnwindFactor(rules) > rules.MaximalUnwind) return false;
                state = next;
            }

            return true;
        }));

    [Fact]
    public void Of_observations_at_the_time_of_the_state_the_order_does_not_matter() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rules = AnyRules(random);
            var before = Regime.Next(null, Any(random, 0), rules);
            // The first of a later time may let go; all others of that time only raise.
            before = Regime.Next(before, Any(random, 5_000_000), rules);
            var (one, other, third) = (Any(random, 5_000_000), Any(random, 5_000_000), Any(random, 5_000_000));
            RegimeState After(params RegimeObservation[] seen) => seen.Aggregate(before, (state, observation) => Regime.Next(state, observation, rules));
            return After(one, other, third) == After(third, one, other) && After(one, other) == After(other, one) && After(one, one) == After(one);
        }));

    [Fact]
    public void More_stress_never_leads_to_a_lower_factor() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rules = AnyRules(random);
            var before = Regime.Next(null, Any(random, 0), rules);
            var ratio = 3 * random.NextDouble();
            var less = Regime.Next(before, new(new(10_000_000), ratio, ratio, ratio), rules);
            var more = Regime.Next(before, new(new(10_000_000), ratio + 0.5, ratio / 2, ratio + 0.5), rules);
            return more.Volatility >= less.Volatility && more.Depth >= less.Depth && more.Congestion >= less.Congestion;
        }));

    [Fact]
    public void Rules_have_bounds()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RegimeResponse(0.9, 1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new RegimeResponse(1, -1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new RegimeResponse(1, 1, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => new RegimeObservation(new(0), -1, null, null));
        Should.Throw<ArgumentOutOfRangeException>(() => new RegimeRules(Rules.Volatility, Rules.Depth, Rules.Congestion, 0.95, 0.1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new RegimeRules(Rules.Volatility, Rules.Depth, Rules.Congestion, 0.1, 0, 2));
    }

    private static bool Holds(double next, double? previous, double called, RegimeResponse response, double leastShare) =>
        next >= 1 && next <= response.Maximal && next >= called && (previous is not { } before || next >= before * leastShare)
        // Nothing but stress raises it.
        && next <= Math.Max(called, previous ?? 1);

    private static RegimeObservation At(double days, double volRatio) => new(new((long)(days * UnixTime.MillisecondsPerDay)), volRatio, 1, 1);

    private static RegimeObservation Any(Random random, long time)
    {
        double? Ratio() => random.Next(5) == 0 ? null : 4 * random.NextDouble();
        return new(new(time), Ratio(), random.Next(10) == 0 ? 0 : Ratio(), Ratio());
    }

    private static RegimeRules AnyRules(Random random)
    {
        RegimeResponse Response() => new(1 + random.NextDouble(), 2 * random.NextDouble() * random.Next(2), 1 + 3 * random.NextDouble());
        return new(Response(), Response(), Response(), 0.5 * random.NextDouble() * random.Next(2), 0.05 + 0.9 * random.NextDouble(), 1 + 5 * random.NextDouble());
    }
}
