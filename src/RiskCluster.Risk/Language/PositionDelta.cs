using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Language;

/// <summary>Deltas of positions, in coins (INS-2): what the delta-based components count.</summary>
internal static class PositionDelta
{
    /// <summary>Of each position of a coin.</summary>
    public static IEnumerable<double> Of(UnderlyingBook book) =>
        book.Expiries.SelectMany(expiry => expiry.Options.Select(option => OfOption(expiry, option)).Concat(expiry.Futures.Select(future => future.Coins)))
            .Concat(book.Perpetuals.Select(perpetual => perpetual.Coins))
            .Concat(book.WithArrays.Select(leg => leg.Coins * leg.Position.RiskArray!.Delta));

    /// <summary>Net of each maturity, by rising days; perpetuals and what brings no days stand at 0.</summary>
    public static IEnumerable<(double Days, double Delta)> ByDays(UnderlyingBook book) =>
        book.Expiries.Select(expiry => (Days: expiry.Quote.MaturityYears * 365, Delta: Net(expiry)))
            .Concat(book.Perpetuals.Select(perpetual => (Days: 0.0, Delta: perpetual.Coins)))
            .Concat(book.WithArrays.Select(leg => (leg.Position.RiskArray!.Days, Delta: leg.Coins * leg.Position.RiskArray.Delta)))
            .GroupBy(leg => leg.Days)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Sum(leg => leg.Delta)));

    /// <summary>Net of an expiry.</summary>
    public static double Net(ExpiryBook expiry) => expiry.Options.Sum(option => OfOption(expiry, option)) + expiry.Futures.Sum(future => future.Coins);

    private static double OfOption(ExpiryBook expiry, Leg option)
    {
        var instrument = option.Position.Instrument;
        if (instrument.Expiry == Instrument.NoExpiry)
            return option.Coins * PerpetualOption.Delta(instrument.OptionType, expiry.ForwardUsd(1), instrument.Strike, option.VolAnnual, expiry.Quote.RateAnnual, expiry.Quote.MaturityYears);
        return option.Coins * Black76.Greeks(instrument.OptionType, expiry.ForwardUsd(1), instrument.Strike, option.VolAnnual, expiry.Quote.MaturityYears).Delta;
    }
}
