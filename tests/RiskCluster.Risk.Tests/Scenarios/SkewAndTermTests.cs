using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Tests.Scenarios;

/// <summary>Rotating wings and parting expiries on small books, each vol multiplier worked out by hand: F = 100, vol 50 %, no rate, no time roll.</summary>
[Trait("Rule", "SCN-3")]
public sealed class SkewAndTermTests
{
    private const double Forward = 100;
    private const double Vol = 0.5;

    // At a quarter of a year, root 0.5: caps 0.2 - 0.08 x 0.5 = 0.16 and 0.3 - 0.1 x 0.5 = 0.25, width max(0.02, 1.2 x 0.5) = 0.6.
    private static readonly SkewRotation Skew = new(0.2, -0.08, 0.3, -0.1, 0.02, 1.2);
    private static readonly TermTilt Term = new(0.3, 0.12, 60);
    private static readonly UnixTime AsOf = UnixTime.FromUtc(2026, 2, 4, 8);

    /// <summary>Columns of every test: nothing, LINEAR + and -, ABS + and -, front up and front down.</summary>
    private enum Move
    {
        None,
        LinearUp,
        LinearDown,
        AbsUp,
        AbsDown,
        FrontUp,
        FrontDown,
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.3, 0.08, 0.125)]
    [InlineData(-0.3, -0.08, 0.125)]
    [InlineData(0.6, 0.16, 0.25)]
    [InlineData(0.9, 0.16, 0.25)]
    [InlineData(-0.9, -0.16, 0.25)]
    [InlineData(double.NegativeInfinity, -0.16, 0.25)]
    public void A_wing_rotates_in_proportion_up_to_its_width(double logMoneyness, double linear, double abs)
    {
        var wings = Skew.At(0.25);
        wings.Linear(logMoneyness).ShouldBe(linear, 1e-15);
        wings.Abs(logMoneyness).ShouldBe(abs, 1e-15);
    }

    [Fact]
    public void Short_maturities_keep_a_least_width_and_long_ones_a_cap_of_no_less_than_nothing()
    {
        Skew.At(0).ShouldBe(new WingRotation(0.2, 0.3, 0.02));
        Skew.At(-1).ShouldBe(Skew.At(0));
        Skew.At(16).ShouldBe(new WingRotation(0, 0, 4.8));
    }

    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(20, 0.15)]
    [InlineData(30, 0.1)]
    [InlineData(60, 0)]
    [InlineData(120, -0.04)]
    [InlineData(180, -0.06)]
    [InlineData(-5, 0.3)]
    public void The_tilt_falls_from_the_front_through_the_pivot_to_the_back(double days, double change) => Term.Factor(days / 365).ShouldBe(change, 1e-15);

    [Fact]
    public void Each_wing_is_revalued_at_its_own_vol()
    {
        var expiry = After(91.25);
        var upper = Option(expiry, Forward * Math.Exp(0.3), OptionType.Call);
        var lower = Option(expiry, Forward * Math.Exp(-0.9), OptionType.Put);
        Rows(upper)[(int)Move.LinearUp].ShouldBe(Gain(upper, 1.08), 1e-12);
        Rows(upper)[(int)Move.LinearDown].ShouldBe(Gain(upper, 0.92), 1e-12);
        Rows(upper)[(int)Move.AbsUp].ShouldBe(Gain(upper, 1.125), 1e-12);
        Rows(upper)[(int)Move.AbsDown].ShouldBe(Gain(upper, 0.875), 1e-12);
        Rows(lower)[(int)Move.LinearUp].ShouldBe(Gain(lower, 0.84), 1e-12);
        Rows(lower)[(int)Move.AbsUp].ShouldBe(Gain(lower, 1.25), 1e-12);
        Rows(lower)[(int)Move.None].ShouldBe(0, 1e-12);
    }

    [Fact]
    public void A_short_strangle_loses_most_when_both_wings_rise()
    {
        var expiry = After(91.25);
        var pnl = Net((Option(expiry, Forward * Math.Exp(0.3), OptionType.Call), -1), (Option(expiry, Forward * Math.Exp(-0.3), OptionType.Put), -1));
        Worst(pnl).ShouldBe(Move.AbsUp);
        pnl[(int)Move.AbsUp].ShouldBeLessThan(-1);
        pnl[(int)Move.AbsDown].ShouldBeGreaterThan(1);
        Math.Abs(pnl[(int)Move.LinearUp]).ShouldBeLessThan(0.5 * Math.Abs(pnl[(int)Move.AbsUp]));
    }

    [Fact]
    public void A_risk_reversal_loses_when_the_wings_turn_against_it()
    {
        var expiry = After(91.25);
        var call = Option(expiry, Forward * Math.Exp(0.3), OptionType.Call);
        var put = Option(expiry, Forward * Math.Exp(-0.3), OptionType.Put);
        Worst(Net((call, -1), (put, 1))).ShouldBe(Move.LinearUp);
        Worst(Net((call, 1), (put, -1))).ShouldBe(Move.LinearDown);
        Net((call, -1), (put, 1))[(int)Move.LinearUp].ShouldBe(-Gain(call, 1.08) + Gain(put, 0.92), 1e-12);
    }

    [Fact]
    public void A_calendar_spread_loses_when_the_front_rises_against_the_back()
    {
        var front = Option(After(30), Forward, OptionType.Call);
        var back = Option(After(120), Forward, OptionType.Call);
        var pnl = Net((front, -1), (back, 1));
        pnl[(int)Move.FrontUp].ShouldBe(-Gain(front, 1.1) + Gain(back, 0.96), 1e-12);
        Worst(pnl).ShouldBe(Move.FrontUp);
        Worst(Net((front, 1), (back, -1))).ShouldBe(Move.FrontDown);
        pnl[(int)Move.LinearUp].ShouldBe(0, 1e-12, "at the money nothing rotates");
    }

    [Fact]
    public void A_rotation_larger_than_the_vol_leaves_intrinsic_value()
    {
        var put = Option(After(91.25), 50, OptionType.Put);
        var call = Option(After(91.25), 50, OptionType.Call);
        Rows(put, Skew with { LinearCap = 5 })[(int)Move.LinearUp].ShouldBe(-Black76.Price(OptionType.Put, Forward, 50, Vol, 0.25), 1e-12);
        Rows(call, Skew with { LinearCap = 5 })[(int)Move.LinearUp].ShouldBe(50 - Black76.Price(OptionType.Call, Forward, 50, Vol, 0.25), 1e-12);
    }

    [Theory]
    [InlineData(60, OptionType.Put)]
    [InlineData(90, OptionType.Call)]
    [InlineData(100, OptionType.Put)]
    [InlineData(130, OptionType.Call)]
    [InlineData(400, OptionType.Call)]
    public void The_worst_of_a_lone_option_grows_with_every_size(double strike, OptionType type)
    {
        var option = Option(After(45), strike, type);
        foreach (var side in new[] { -1, 1 })
        {
            double[] sizes = [0, 0.05, 0.2, 0.5, 1, 3];
            Loss(size => Skew with { LinearCap = size }, _ => Term).ShouldBeInOrder();
            Loss(size => Skew with { AbsCap = size }, _ => Term).ShouldBeInOrder();
            Loss(_ => Skew, size => Term with { Front = size }).ShouldBeInOrder();
            Loss(_ => Skew, size => Term with { Back = size, PivotDays = 10 }).ShouldBeInOrder();

            // To the last bit but one of the price, because vols that differ less than rounding give prices that do.
            double[] Loss(Func<double, SkewRotation> skew, Func<double, TermTilt> term) =>
                [.. sizes.Select(size => Math.Round(-Rows(option, skew(size), term(size)).Min(pnl => side * pnl), 10))];
        }
    }

    private static Move Worst(double[] pnl) => (Move)Array.IndexOf(pnl, pnl.Min());

    private static double Gain(Instrument option, double multiplier)
    {
        var years = AsOf.YearsUntil(option.Expiry);
        return Black76.Price(option.OptionType, Forward, option.Strike, Vol * multiplier, years) - Black76.Price(option.OptionType, Forward, option.Strike, Vol, years);
    }

    private static double[] Net(params (Instrument Option, double Lot)[] lots)
    {
        var pnl = new double[Enum.GetValues<Move>().Length];
        foreach (var (option, lot) in lots)
        {
            var row = Rows(option);
            for (var s = 0; s < pnl.Length; s++) pnl[s] += lot * row[s];
        }

        return pnl;
    }

    private static double[] Rows(Instrument option, SkewRotation? skew = null, TermTilt? term = null)
    {
        using var arrays = new RiskArrays([option], Scenarios(skew ?? Skew, term ?? Term));
        arrays.Refill(Market(option.Expiry));
        var row = new double[arrays.ScenarioCount];
        arrays.FillDoubleRow(0, row);
        return row;
    }

    private static ScenarioSet Scenarios(SkewRotation skew, TermTilt term)
    {
        var moves = Enum.GetValues<Move>();
        double[] Column(Func<Move, double> of) => [.. moves.Select(of)];
        var shocks = new UnderlyingShocks("BTC", Column(_ => 1), Column(_ => 0), Column(_ => 0), Column(_ => 1))
        {
            SkewLinear = Column(move => move switch { Move.LinearUp => 1, Move.LinearDown => -1, _ => 0 }),
            SkewAbs = Column(move => move switch { Move.AbsUp => 1, Move.AbsDown => -1, _ => 0 }),
            Term = Column(move => move switch { Move.FrontUp => 1, Move.FrontDown => -1, _ => 0 }),
        };
        ImmutableArray<ScenarioKind> kinds = [.. moves.Select(move => move >= Move.FrontUp ? ScenarioKind.Term : ScenarioKind.Skew)];
        return new([.. moves.Select(move => $"{move}")], kinds, new(0.3, 0.13, 1), [shocks], skew, term);
    }

    private static MarketSnapshot Market(UnixTime expiry)
    {
        var years = AsOf.YearsUntil(expiry);
        return new("BTC", AsOf, 1, Forward, Forward, 0, [new(expiry, Forward, 0, new VolSlice(new RawSvi(Vol * Vol * years, 0, 0, 0, 0.1), years))]);
    }

    private static UnixTime After(double days) => new(AsOf.Milliseconds + (long)(days * UnixTime.MillisecondsPerDay));

    private static Instrument Option(UnixTime expiry, double strike, OptionType type) => new("lone", "BTC", InstrumentKind.Option, Settlement.Linear, type, strike, expiry, 1);
}
