using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>What a venue shows of one coin-settled option (MODEL MKT-2). Prices are in coin for an option on one coin.</summary>
/// <param name="Strike">USD per coin; > 0.</param>
/// <param name="Type">Call or put.</param>
/// <param name="BidCoin">Best bid, > 0; null when nobody bids.</param>
/// <param name="AskCoin">Best ask, > 0; null when nobody offers.</param>
/// <param name="MarkCoin">The venue's mark price; >= 0 (a far strike rounds to 0).</param>
/// <param name="MarkVolAnnual">The volatility behind the mark, as a decimal; > 0.</param>
/// <param name="OpenInterestCoin">Open contracts, in coin; >= 0.</param>
public readonly record struct OptionQuote(
    double Strike,
    OptionType Type,
    double? BidCoin,
    double? AskCoin,
    double MarkCoin,
    double MarkVolAnnual,
    double OpenInterestCoin);
