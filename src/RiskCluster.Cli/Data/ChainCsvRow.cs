using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Data;

/// <summary>One checked row of a chain CSV.</summary>
internal sealed record ChainCsvRow(UnixTime AsOf, Instrument Instrument, OptionQuote Quote, double? FutureMarkUsd, double IndexPriceUsd)
{
    /// <summary>Relative and absolute (years) disagreement allowed between time_to_maturity and the two times; some sources count a year as 365.25 days.</summary>
    private const double MaturityTolerance = 0.002;
    private const double MaturityToleranceYears = 2e-6;

    /// <summary>Reads and checks a row.</summary>
    public static ChainCsvRow Parse(CsvRow cells)
    {
        var asOf = cells.Time("timestamp");
        var instrument = ParseInstrument(cells);
        if (instrument.Expiry <= asOf) throw cells.Bad("expiry_datetime", $"expired: {instrument.Expiry} is not after the timestamp {asOf}");
        var years = asOf.YearsUntil(instrument.Expiry);
        var stated = cells.Positive("time_to_maturity");
        if (Math.Abs(stated - years) > MaturityTolerance * years + MaturityToleranceYears)
            throw cells.Bad("time_to_maturity", FormattableString.Invariant($"{stated} is not the {years:G6} years of 365 days between timestamp and expiry"));

        var quote = new OptionQuote(
            instrument.Strike,
            instrument.OptionType,
            cells.PositiveOrEmpty("bid_price"),
            cells.PositiveOrEmpty("ask_price"),
            cells.NotNegative("mark_price"),
            cells.Positive("implied_volatility"),
            cells.NotNegative("open_interest"));
        var rule = ChainRules.BrokenBy(quote, cells.Positive("underlying"), years);
        if (rule is { } broken) throw cells.Bad(ColumnOf(broken.Field), broken.Rule);
        return new(asOf, instrument, quote, cells.PositiveOrEmpty("futures_price"), cells.Positive("index_price"));
    }

    private static Instrument ParseInstrument(CsvRow cells)
    {
        Instrument instrument;
        try
        {
            instrument = InstrumentName.Parse(cells.Text("instrument_name"));
        }
        catch (FormatException problem)
        {
            throw cells.Bad("instrument_name", problem.Message);
        }

        if (!instrument.IsOption) throw cells.Bad("instrument_name", $"{instrument.Name} is no option");
        if (instrument.Settlement != Settlement.Inverse) throw cells.Bad("instrument_name", $"{instrument.Name} is not settled in coin");
        if (cells.Text("currency") != instrument.Underlying) throw cells.Bad("currency", $"{cells.Text("currency")} is not that of {instrument.Name}");
        var type = instrument.OptionType == OptionType.Call ? "call" : "put";
        if (cells.Text("option_type") != type) throw cells.Bad("option_type", $"{cells.Text("option_type")} is not that of {instrument.Name}");
        if (cells.Positive("strike") != instrument.Strike) throw cells.Bad("strike", $"{cells.Text("strike")} is not that of {instrument.Name}");
        if (cells.Time("expiry_datetime") != instrument.Expiry) throw cells.Bad("expiry_datetime", $"{cells.Text("expiry_datetime")} is not that of {instrument.Name}");
        return instrument;
    }

    private static string ColumnOf(QuoteField field) => field switch
    {
        QuoteField.Bid => "bid_price",
        QuoteField.Ask => "ask_price",
        QuoteField.Mark => "mark_price",
        _ => "implied_volatility",
    };
}
