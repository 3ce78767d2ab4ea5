using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A share of the spot notional of short options that nothing long at the same strike and expiry covers (MRG-4); a put covers a call there, and a call a put.</summary>
/// <param name="Maintenance">Share in the maintenance margin.</param>
/// <param name="InitialExtra">What the initial margin has on top.</param>
internal sealed record NakedShortContingency(double Maintenance, double InitialExtra) : ICharge
{
    public static NakedShortContingency Read(RiskModelNode node) => new(
        node.Number("maintenance", Interval.Closed(0, 2)),
        node.Number("initial_extra", Interval.Closed(0, 2)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var notional = margin.Books.Sum(book => book.Expiries.Sum(NakedShorts) * book.Quote.Spot.PriceUsd);
        yield return new(name, notional * (Maintenance + InitialExtra), notional * Maintenance);
    }

    private static double NakedShorts(ExpiryBook book) => book.Options
        .GroupBy(option => option.Position.Instrument.Strike)
        .Sum(strike => NakedShorts(
            strike.Where(option => option.Position.Instrument.OptionType == OptionType.Call).Sum(option => option.Coins),
            strike.Where(option => option.Position.Instrument.OptionType == OptionType.Put).Sum(option => option.Coins)));

    private static double NakedShorts(double calls, double puts) =>
        calls < 0 && puts < 0 ? -calls - puts : Math.Max(0, -Math.Min(calls, puts) - Math.Max(0, Math.Max(calls, puts)));
}
