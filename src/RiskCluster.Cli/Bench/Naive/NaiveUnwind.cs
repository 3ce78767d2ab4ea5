using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>What getting rid of a portfolio costs as the definition reads (MRG-5): band by band of the book, coin by coin of the sum.</summary>
internal static class NaiveUnwind
{
    /// <summary>The charge of some lots; the market's own book where it brings one, else the model's bands at the index price.</summary>
    public static UnwindCharge Charge(IReadOnlyList<(Instrument Instrument, double Lot)> lots, IReadOnlyList<MarketSnapshot> markets, RiskModelUnwind rules)
    {
        var charge = new UnwindCharge(rules.Rule.Horizon.BaseDays, 0, 0, 0, 0, 0, 0);
        foreach (var group in lots.GroupBy(lot => lot.Instrument.Underlying))
            charge = Add(charge, [.. group], markets.Single(market => market.Underlying == group.Key), rules);
        return charge with { BufferFraction = Math.Sqrt(charge.HorizonDays / rules.Rule.Horizon.BaseDays) - 1 };
    }

    private static UnwindCharge Add(UnwindCharge charge, IReadOnlyList<(Instrument Instrument, double Lot)> lots, MarketSnapshot market, RiskModelUnwind rules)
    {
        var (governed, told, rule) = (rules.LiquidityOf(market.Underlying), market.Liquidity, rules.Rule);
        var net = lots.Sum(lot => lot.Lot * NaiveRevaluation.DeltaCoin(lot.Instrument, market));
        var coins = Math.Abs(net);
        var side = Side(market, governed, isBid: net >= 0);
        var mid = told?.Depth?.MidUsd ?? market.IndexPrice;
        var volume = told?.VolumeCoinPerDay ?? governed.VolumeUsdPerDay / market.IndexPrice;
        var interest = told?.OpenInterestCoin ?? governed.OpenInterestUsd / market.IndexPrice;
        var regimes = Math.Clamp(told?.VolRegime ?? 1, 1, rule.MaxVolRegime) * Math.Clamp(told?.CongestionFactor ?? 1, 1, rule.MaxCongestion);

        var near = side.Sum(piece => piece.Coin * Share(rule.Horizon.SliceDistance, piece.Start, piece.End));
        var rate = Math.Min(rule.Horizon.ParticipationRate * volume, rule.Horizon.ReplenishmentsPerDay * near);
        var days = coins == 0 ? rule.Horizon.BaseDays : Math.Clamp(coins / rate, rule.Horizon.BaseDays, rule.Horizon.MaxDays);
        var orders = Math.Max(1, rule.Horizon.ReplenishmentsPerDay * days);
        var halfSpreadUsd = coins * mid * (told?.Depth?.HalfSpread ?? governed.HalfSpread);
        var walkUsd = Math.Max(0, orders * mid * WalkedCoin(side, coins / orders, isBid: net >= 0) - halfSpreadUsd);
        var impactUsd = coins * mid * rule.ImpactCoefficient * (told?.VolDaily ?? governed.VolDaily) * Math.Sqrt(coins / volume);
        var vegaUsd = rules.VolHalfSpread * lots.Where(lot => lot.Instrument.IsOption).Sum(lot => Math.Abs(lot.Lot) * NaiveRevaluation.VegaUsd(lot.Instrument, market));
        var above = interest == 0 ? double.PositiveInfinity : Math.Max(0, coins / interest - rule.Concentration.ThresholdShare);
        var fraction = coins == 0 ? 0 : Math.Min(rule.Concentration.MaxFraction, rule.Concentration.Slope * Math.Pow(above, rule.Concentration.Power));
        return new(
            Math.Max(charge.HorizonDays, days),
            0,
            charge.HalfSpreadUsd + regimes * halfSpreadUsd,
            charge.WalkUsd + regimes * walkUsd,
            charge.ImpactUsd + regimes * impactUsd,
            charge.VegaSpreadUsd + regimes * vegaUsd,
            charge.ConcentrationUsd + coins * mid * fraction);
    }

    /// <summary>Coins between two distances, evenly spread: of the book, or of the model's USD bands at the mean price of each.</summary>
    public static List<(double Coin, double Start, double End)> Side(MarketSnapshot market, RiskModelLiquidity governed, bool isBid)
    {
        if (market.Liquidity?.Depth is { } depth)
            return [.. depth.PiecesOf(isBid ? Risk.Liquidity.DepthSide.Bids : Risk.Liquidity.DepthSide.Asks)];
        var pieces = new List<(double, double, double)>();
        var (start, usd) = (governed.HalfSpread, 0.0);
        foreach (var band in governed.Bands)
        {
            var price = market.IndexPrice * (1 + (isBid ? -1 : 1) * (start + band.Distance) / 2);
            if (band.CumulativeUsd > usd) pieces.Add(((band.CumulativeUsd - usd) / price, start, band.Distance));
            (start, usd) = (band.Distance, band.CumulativeUsd);
        }

        return pieces;
    }

    private static double Share(double distance, double start, double end) => end > start ? Math.Clamp((distance - start) / (end - start), 0, 1) : distance >= start ? 1 : 0;

    /// <summary>Coins lost against the mid by one order; beyond the book it is as dense as it was on average, and a coin sold loses no more than itself.</summary>
    private static double WalkedCoin(List<(double Coin, double Start, double End)> side, double coins, bool isBid)
    {
        var lost = 0.0;
        foreach (var (coin, start, end) in side)
        {
            var taken = Math.Min(coins, coin);
            lost += taken * (start + (end - start) * taken / coin / 2);
            coins -= taken;
            if (coins <= 0) return lost;
        }

        var (seen, last) = (side.Sum(piece => piece.Coin), side[^1].End);
        if (!isBid) return lost + coins * last * (1 + coins / seen / 2);
        var untilWorthless = Math.Min(coins, seen * (1 / last - 1));
        return lost + untilWorthless * last * (1 + untilWorthless / seen / 2) + (coins - untilWorthless);
    }
}
