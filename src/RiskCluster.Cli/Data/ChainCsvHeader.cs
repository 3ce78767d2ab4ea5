using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Data;

/// <summary>Where each column of a chain CSV is.</summary>
internal sealed class ChainCsvHeader
{
    private static readonly string[] Needed =
    [
        "timestamp", "instrument_name", "currency", "option_type", "strike", "expiry_datetime", "time_to_maturity", "bid_price", "ask_price", "mark_price", "underlying",
        "futures_price", "implied_volatility", "open_interest", "index_price",
    ];

    private readonly Dictionary<string, int> places = [];

    public ChainCsvHeader(string path, string line)
    {
        var columns = line.Split(',');
        Count = columns.Length;
        for (var i = 0; i < columns.Length; i++)
            if (!places.TryAdd(columns[i], i))
                throw new InputException(path, "row 1", $"column {columns[i]} is there twice");
        foreach (var name in Needed)
            if (!places.ContainsKey(name))
                throw new InputException(path, "row 1", $"column {name} is missing");
    }

    /// <summary>Columns in the file, the ignored ones included.</summary>
    public int Count { get; }

    public int this[string column] => places[column];
}
