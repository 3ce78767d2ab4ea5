using System.Collections.Immutable;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Data;

/// <summary>Reads a full option chain from CSV (plain or gzip): one row an option, all rows of one instant, coin-settled.</summary>
/// <remarks>
/// Columns, in any order; others are ignored:
/// <code>
/// timestamp, expiry_datetime   ISO 8601 with offset      time_to_maturity     years of 365 days
/// instrument_name              BTC-27MAR26-100000-C      currency, option_type, strike   must agree with the name
/// bid_price, ask_price         coin; may be empty        mark_price           coin
/// underlying                   forward behind the mark, USD        futures_price   mark of the future, USD; may be empty
/// implied_volatility           decimal                   open_interest        coin        index_price   USD
/// </code>
/// Index and future are seen at slightly different instants from row to row; the chain takes the median. The file is refused as a whole at the first row that breaks a rule.
/// </remarks>
public static class ChainCsv
{
    private static readonly string[] Needed =
    [
        "timestamp", "instrument_name", "currency", "option_type", "strike", "expiry_datetime", "time_to_maturity", "bid_price", "ask_price", "mark_price", "underlying",
        "futures_price", "implied_volatility", "open_interest", "index_price",
    ];

    /// <summary>The chains of a file, one an underlying, by name.</summary>
    /// <exception cref="InputException">The file, the row (the header is row 1) and the column that break a rule.</exception>
    public static ImmutableArray<OptionChain> Read(string path) => Parse(path, InputFile.ReadText(path));

    /// <summary>The chains of a CSV text; <paramref name="path"/> is only named in errors.</summary>
    public static ImmutableArray<OptionChain> Parse(string path, string text)
    {
        var rows = new List<ChainCsvRow>();
        var names = new HashSet<string>();
        foreach (var cells in CsvFile.Parse(path, text, Needed))
        {
            var row = ChainCsvRow.Parse(cells);
            if (rows.Count > 0 && row.AsOf != rows[0].AsOf) throw cells.Bad("timestamp", $"is not the {rows[0].AsOf} of the first row");
            if (!names.Add(row.Instrument.Name)) throw cells.Bad("instrument_name", $"{row.Instrument.Name} was there before");
            rows.Add(row);
        }

        return [.. rows.GroupBy(row => row.Instrument.Underlying).OrderBy(group => group.Key, StringComparer.Ordinal).Select(ToChain)];
    }

    private static OptionChain ToChain(IGrouping<string, ChainCsvRow> rows)
    {
        var expiries = rows.GroupBy(row => row.Instrument.Expiry).OrderBy(group => group.Key).Select(group => new ChainExpiry(
            group.Key,
            Median(group.Where(row => row.FutureMarkUsd is not null).Select(row => row.FutureMarkUsd!.Value)),
            [.. group.Select(row => row.Quote).OrderBy(quote => quote.Strike).ThenBy(quote => quote.Type)]));
        return new(rows.Key, rows.First().AsOf, Median(rows.Select(row => row.IndexPriceUsd))!.Value, null, [.. expiries]);
    }

    /// <summary>The middle value, the lower of the two where there are two, so that it is one that was observed; null of nothing.</summary>
    private static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
    }
}
