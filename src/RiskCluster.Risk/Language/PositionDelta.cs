using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Language;

/// <summary>Deltas of positions, in coins (INS-2): what the delta-based components count.</summary>
internal static class PositionDelta
{
    /// <summary>Of each position of a coin.</summary>
    public static IEnumerable<double> Of(UnderlyingBook book) =>
        book.Expiries.SelectMany(expiry => expiry.Options.Select(option => OfOption(expiry, option)).Concat(expiry.Futures.Select(future => future.Coins)))
            .Concat(book.Perpetuals.Select(perpetual => perpetual.Coins));

    /// <summary>Net of an expiry.</summary>
    public static double Net(ExpiryBook expiry) => expiry.Options.Sum(option => OfOption(expiry, option)) + expiry.Futures.Sum(future => future.Coins);

    private static double OfOption(ExpiryBook expiry, Leg option)
    {
        var instrument = option.Position.Instrument;
        return option.Coins * Black76.Greeks(instrument.OptionType, expiry.ForwardUsd(1), instrument.Strike, option.VolAnnual, expiry.Quote.MaturityYears).Delta;
    }
}
