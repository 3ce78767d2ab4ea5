using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.WhatIf;

/// <summary>What a hedge may be made of: whatever is held, every perpetual, and options at the usual strikes of every expiry that has a smile.</summary>
public static class HedgeCandidates
{
    private static readonly double[] Moneyness = [0.8, 0.9, 1, 1.1, 1.2];

    /// <summary>The names of the candidates.</summary>
    /// <param name="market">One snapshot an underlying.</param>
    /// <param name="accounts">What is held. Options are offered in the settlements held in their underlying; coin-settled where nothing is held.</param>
    public static IReadOnlyList<string> Of(IEnumerable<MarketSnapshot> market, IEnumerable<AccountPortfolio> accounts)
    {
        ArgumentNullException.ThrowIfNull(market);
        var held = accounts.SelectMany(account => account.Positions).Select(position => InstrumentName.Parse(position.Instrument)).ToList();
        return [.. held.Select(instrument => instrument.Name).Concat(market.SelectMany(snapshot => Of(snapshot, held))).Distinct()];
    }

    private static IEnumerable<string> Of(MarketSnapshot market, List<Instrument> held)
    {
        var coin = market.Underlying;
        var pairs = held.Where(instrument => instrument.Underlying == coin).Select(instrument => instrument.Name.Split('-')[0]).DefaultIfEmpty(coin).Distinct().ToList();
        foreach (var pair in pairs.Prepend(coin).Distinct()) yield return $"{pair}-PERPETUAL";
        foreach (var expiry in market.Expiries.Where(item => item.Smile is not null && item.Expiry > market.AsOf))
            foreach (var strike in Moneyness.Select(share => Strike(expiry.Forward, share)).Distinct())
                foreach (var pair in pairs)
                {
                    yield return InstrumentName.FormatOption(pair, expiry.Expiry, strike, OptionType.Call);
                    yield return InstrumentName.FormatOption(pair, expiry.Expiry, strike, OptionType.Put);
                }
    }

    /// <summary>A strike rounded to a tenth of the price's power of ten, as exchanges list them.</summary>
    private static double Strike(double forward, double share)
    {
        var step = (decimal)Math.Pow(10, Math.Floor(Math.Log10(forward)) - 1);
        return (double)Math.Max(step, Math.Round((decimal)(forward * share) / step) * step);
    }
}
