using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Options margined leg by leg or by what the expiry can lose at most, whichever asks for less, Derive v2, standard manager.</summary>
/// <remarks>
/// <code>
/// otm        = out-of-the-money amount / spot
/// short call : initial = max(maximal - otm, minimal) spot + mark,  maintenance = callMaintenance spot + mark
/// short put  : maintenance = max(putMaintenance spot, putMarkMaintenance mark) + mark
///              initial = max(max(maximal - otm, minimal) spot + mark, putInitialScale maintenance)
/// long       : 0
/// expiry     : the lesser of the sum over legs, and the worst payoff at {0, strikes} + unpaired F per call short beyond the calls held
/// </code>
/// The mark of the options is no margin: what is charged here is their mark value less that margin.
/// </remarks>
/// <param name="Maximal">Share of spot at the money.</param>
/// <param name="Minimal">Least share of spot.</param>
/// <param name="CallMaintenance">Share of spot.</param>
/// <param name="PutMaintenance">Share of spot.</param>
/// <param name="PutMarkMaintenance">Share of the mark value.</param>
/// <param name="PutInitialScale">A short put's initial margin is at least this multiple of its maintenance margin.</param>
/// <param name="UnpairedInitial">Share of the forward for each unpaired short call.</param>
/// <param name="UnpairedMaintenance">Likewise.</param>
internal sealed record StandardOptionMargin(
    double Maximal,
    double Minimal,
    double CallMaintenance,
    double PutMaintenance,
    double PutMarkMaintenance,
    double PutInitialScale,
    double UnpairedInitial,
    double UnpairedMaintenance) : ICharge
{
    public static StandardOptionMargin Read(RiskModelNode node) => new(
        node.Number("maximal", Interval.Closed(0, 1.2)),
        node.Number("minimal", Interval.Closed(0, 1.2)),
        node.Number("call_maintenance", Interval.Closed(0, 1)),
        node.Number("put_maintenance", Interval.Closed(0, 1)),
        node.Number("put_mark_maintenance", Interval.Closed(0, 1)),
        node.Number("put_initial_scale", Interval.Closed(1, 3)),
        node.Number("unpaired_initial", Interval.Closed(1, 3)),
        node.Number("unpaired_maintenance", Interval.Closed(1, 3)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        foreach (var book in margin.Books)
            foreach (var expiry in book.Expiries.Where(expiry => expiry.Options.Length > 0))
            {
                var mark = expiry.Options.Sum(option => option.MarkValue);
                yield return new(
                    $"{name}: {book.Quote.Underlying}-{InstrumentName.FormatExpiry(expiry.Quote.Expiry)}",
                    Math.Min(expiry.Options.Sum(option => Initial(option, book)), MaximalLoss(expiry, UnpairedInitial)) + mark,
                    Math.Min(expiry.Options.Sum(option => Maintenance(option, book)), MaximalLoss(expiry, UnpairedMaintenance)) + mark);
            }
    }

    private double Initial(Leg option, UnderlyingBook book)
    {
        if (option.Coins >= 0) return 0;
        var instrument = option.Position.Instrument;
        var spotUsd = book.Quote.Spot.PriceUsd;
        var isCall = instrument.OptionType == OptionType.Call;
        var otm = Math.Max(isCall ? instrument.Strike - spotUsd : spotUsd - instrument.Strike, 0) / spotUsd;
        var isolated = -option.Coins * Math.Max(Maximal - otm, Minimal) * spotUsd - option.MarkValue;
        return isCall ? isolated : Math.Max(isolated, PutInitialScale * Maintenance(option, book));
    }

    private double Maintenance(Leg option, UnderlyingBook book)
    {
        if (option.Coins >= 0) return 0;
        var spotUsd = book.Quote.Spot.PriceUsd;
        var owed = -option.MarkValue;
        return option.Position.Instrument.OptionType == OptionType.Call
            ? CallMaintenance * spotUsd * -option.Coins + owed
            : Math.Max(PutMaintenance * spotUsd * -option.Coins, PutMarkMaintenance * owed) + owed;
    }

    private static double MaximalLoss(ExpiryBook expiry, double unpaired)
    {
        var calls = expiry.Options.Where(option => option.Position.Instrument.OptionType == OptionType.Call).Sum(option => option.Coins);
        var worstPayoff = expiry.Options.Select(option => option.Position.Instrument.Strike).Prepend(0).Min(price => PayoffUsd(expiry, price));
        return Math.Max(-worstPayoff, 0) + Math.Max(-calls, 0) * unpaired * expiry.ForwardUsd(1);
    }

    private static double PayoffUsd(ExpiryBook expiry, double priceUsd) => expiry.Options.Sum(option =>
    {
        var instrument = option.Position.Instrument;
        return option.Coins * Math.Max(instrument.OptionType == OptionType.Call ? priceUsd - instrument.Strike : instrument.Strike - priceUsd, 0);
    });
}
