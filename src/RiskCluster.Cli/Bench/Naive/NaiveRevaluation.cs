using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>The risk array of one instrument as its definition reads: one scenario at a time, one price at a time. Slow and obvious; the fast fill must agree.</summary>
internal static class NaiveRevaluation
{
    private const double AveragingSeconds = 1800;
    private const double FundingPeriodsPerYear = 3 * 365;

    /// <summary>P&amp;L of one unit of <paramref name="instrument"/> in scenario <paramref name="scenario"/>, dampened, USD.</summary>
    public static double PnlUsd(Instrument instrument, MarketSnapshot market, ScenarioSet scenarios, int scenario)
    {
        var shocks = scenarios.For(instrument.Underlying);
        var ratio = shocks.SpotRatio[scenario];
        var horizonYears = shocks.HorizonYears[scenario];
        var gain = instrument.Kind switch
        {
            InstrumentKind.Spot => market.IndexPrice * (ratio - 1),
            InstrumentKind.Perpetual => PerpetualGain(instrument, market, ratio, horizonYears),
            InstrumentKind.Future => FutureGain(instrument, market, ratio),
            _ => OptionValue(instrument, market, ratio, VolMultiplier(instrument, market, scenarios, scenario), horizonYears)
                 - OptionValue(instrument, market, 1, 1, 0),
        };
        return shocks.Dampening[scenario] * instrument.ContractSize * gain;
    }

    /// <summary>What one unit of an option or of spot is worth, USD.</summary>
    public static double ValueUsd(Instrument instrument, MarketSnapshot market) =>
        instrument.ContractSize * (instrument.IsOption ? OptionValue(instrument, market, 1, 1, 0) : market.IndexPrice);

    /// <summary>What one unit of a future or perpetual has gained since it was entered, USD; nothing when no price of entry is told.</summary>
    public static double ProfitUsd(Instrument instrument, MarketSnapshot market, double? entryPrice)
    {
        var mark = instrument.Kind == InstrumentKind.Perpetual ? market.PerpetualPrice : Forward(market, instrument.Expiry);
        var entry = entryPrice ?? mark;
        return instrument.ContractSize * (instrument.Settlement == Settlement.Linear ? mark - entry : (1 / entry - 1 / mark) * market.IndexPrice);
    }

    /// <summary>What one unit puts at stake, USD: the scale of rounding errors.</summary>
    public static double NotionalUsd(Instrument instrument, MarketSnapshot market) =>
        instrument.IsSizedInUsd ? instrument.ContractSize : instrument.ContractSize * Math.Max(market.IndexPrice, instrument.Strike);

    /// <summary>What one unit of a future or option gains, USD, per relative move of its forward alone.</summary>
    public static double ForwardExposureUsd(Instrument instrument, MarketSnapshot market)
    {
        var forward = Forward(market, instrument.Expiry);
        var maturityYears = market.AsOf.YearsUntil(instrument.Expiry);
        var floating = Math.Min(market.AsOf.SecondsUntil(instrument.Expiry), AveragingSeconds) / AveragingSeconds;
        var isInverse = instrument.Settlement == Settlement.Inverse;
        if (!instrument.IsOption) return instrument.ContractSize * floating * (isInverse ? market.IndexPrice / forward : forward);
        var vol = market.Surface.Vol(instrument.Strike, forward, instrument.Expiry);
        var discount = isInverse ? market.IndexPrice / forward : Math.Exp(-Rate(market, instrument.Expiry) * maturityYears);
        return instrument.ContractSize * floating * discount * forward * Black76.Greeks(instrument.OptionType, forward, instrument.Strike, vol, maturityYears).Delta;
    }

    /// <summary>What one unit gains, USD per dollar of the index, when every forward moves with it.</summary>
    public static double DeltaCoin(Instrument instrument, MarketSnapshot market) => instrument.Kind switch
    {
        InstrumentKind.Spot => instrument.ContractSize,
        InstrumentKind.Perpetual => instrument.ContractSize * (instrument.Settlement == Settlement.Linear ? market.PerpetualPrice / market.IndexPrice : 1 / market.PerpetualPrice),
        _ => ForwardExposureUsd(instrument, market) / market.IndexPrice,
    };

    /// <summary>What one unit of an option gains, USD per 1.00 of volatility.</summary>
    public static double VegaUsd(Instrument option, MarketSnapshot market)
    {
        var forward = Forward(market, option.Expiry);
        var maturityYears = market.AsOf.YearsUntil(option.Expiry);
        var discount = option.Settlement == Settlement.Inverse ? market.IndexPrice / forward : Math.Exp(-Rate(market, option.Expiry) * maturityYears);
        return option.ContractSize * discount * Black76.Greeks(option.OptionType, forward, option.Strike, market.Surface.Vol(option.Strike, forward, option.Expiry), maturityYears).Vega;
    }

    private static double PerpetualGain(Instrument instrument, MarketSnapshot market, double ratio, double horizonYears)
    {
        var mark = market.PerpetualPrice;
        var funding = market.FundingRate8h * horizonYears * FundingPeriodsPerYear;
        if (instrument.Settlement == Settlement.Linear) return mark * (ratio - 1) - funding * mark * ratio;
        var shockedMark = mark * ratio;
        var shockedIndex = market.IndexPrice * ratio;
        var coins = 1 / mark - 1 / shockedMark - funding / shockedMark;
        return coins * shockedIndex;
    }

    private static double FutureGain(Instrument instrument, MarketSnapshot market, double ratio)
    {
        var forward = Forward(market, instrument.Expiry);
        var shocked = ShockedForward(market, instrument.Expiry, forward, ratio);
        return instrument.Settlement == Settlement.Linear ? shocked - forward : (1 / forward - 1 / shocked) * market.IndexPrice * ratio;
    }

    /// <summary>One plus what the level, the term structure and the two rotations of the wings each add, and never below 0.</summary>
    private static double VolMultiplier(Instrument option, MarketSnapshot market, ScenarioSet scenarios, int scenario)
    {
        var shocks = scenarios.For(option.Underlying);
        var days = market.AsOf.YearsUntil(option.Expiry) * 365;
        var power = days > 30 ? scenarios.Scaling.LongPower : scenarios.Scaling.ShortPower;
        var level = shocks.VolShock[scenario] * Math.Exp(power * Math.Log(30 / Math.Max(days, scenarios.Scaling.FloorDays)));

        var term = scenarios.Term;
        var tilt = Math.Tanh(0.5 * Math.Log(term.PivotDays / days));
        if (days < term.PivotDays) tilt *= term.Front;
        else tilt *= term.Back;

        var skew = scenarios.Skew;
        var root = Math.Sqrt(days / 365);
        var moneyness = Math.Log(option.Strike) - Math.Log(Forward(market, option.Expiry));
        var reach = Math.Max(skew.MinimalWidth, skew.Width * root);
        var wing = Math.Abs(moneyness) >= reach ? 1 : Math.Abs(moneyness) / reach;
        var linear = Math.Sign(moneyness) * wing * Math.Max(skew.LinearCap + skew.LinearCapScale * root, 0);
        var abs = wing * Math.Max(skew.AbsCap + skew.AbsCapScale * root, 0);

        var multiplier = 1 + level + shocks.Term[scenario] * tilt + shocks.SkewLinear[scenario] * linear + shocks.SkewAbs[scenario] * abs;
        return multiplier < 0 ? 0 : multiplier;
    }

    private static double OptionValue(Instrument option, MarketSnapshot market, double ratio, double volMultiplier, double horizonYears)
    {
        var forward = Forward(market, option.Expiry);
        var maturityYears = market.AsOf.YearsUntil(option.Expiry);
        var vol = market.Surface.Vol(option.Strike, forward, option.Expiry) * volMultiplier;
        var remainingYears = Math.Max(maturityYears - horizonYears, 0);
        var discount = option.Settlement == Settlement.Inverse ? market.IndexPrice / forward : Math.Exp(-Rate(market, option.Expiry) * remainingYears);
        return discount * Black76.Price(option.OptionType, ShockedForward(market, option.Expiry, forward, ratio), option.Strike, vol, remainingYears);
    }

    private static double ShockedForward(MarketSnapshot market, UnixTime expiry, double forward, double ratio)
    {
        var seconds = Math.Min(market.AsOf.SecondsUntil(expiry), AveragingSeconds);
        var fixedPart = forward * (AveragingSeconds - seconds) / AveragingSeconds;
        var variablePart = forward * seconds / AveragingSeconds;
        return fixedPart + variablePart * ratio;
    }

    private static double Forward(MarketSnapshot market, UnixTime expiry)
    {
        if (market.Find(expiry) is { } known) return known.Forward;
        var years = market.AsOf.YearsUntil(expiry);
        var times = market.Expiries.Select(item => market.AsOf.YearsUntil(item.Expiry)).Prepend(0).ToArray();
        var logs = market.Expiries.Select(item => Math.Log(item.Forward)).Prepend(Math.Log(market.IndexPrice)).ToArray();
        var next = Array.FindIndex(times, time => time > years);
        if (next < 0) return Math.Exp(logs[0] + (logs[^1] - logs[0]) / times[^1] * years);
        var share = (years - times[next - 1]) / (times[next] - times[next - 1]);
        return Math.Exp(logs[next - 1] + share * (logs[next] - logs[next - 1]));
    }

    private static double Rate(MarketSnapshot market, UnixTime expiry)
    {
        if (market.Find(expiry) is { } known) return known.RateAnnual;
        var before = market.Expiries.LastOrDefault(item => item.Expiry < expiry);
        var after = market.Expiries.FirstOrDefault(item => item.Expiry > expiry);
        if (before is null || after is null) return (before ?? after)!.RateAnnual;
        var share = before.Expiry.YearsUntil(expiry) / before.Expiry.YearsUntil(after.Expiry);
        return before.RateAnnual + share * (after.RateAnnual - before.RateAnnual);
    }
}
