using System.Collections.Immutable;
using RiskCluster.Cli.Data;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Input;

/// <summary>Reads what a market file tells of the liquidity of a coin (MODEL MKT-1); what it leaves out the model's governed default stands in for.</summary>
internal static class LiquidityInput
{
    /// <summary>The liquidity at a path of a market file.</summary>
    /// <param name="file">The market file, as the user named it; files that it names stand beside it.</param>
    /// <param name="path">Where the entry stands.</param>
    /// <param name="asOf">The market's time: of a file of bands the last row not after it counts.</param>
    /// <param name="entry">What is told.</param>
    /// <exception cref="InputException">A figure out of its range, or no book.</exception>
    public static LiquiditySnapshot Read(string file, string path, UnixTime asOf, LiquidityEntry entry)
    {
        Require(file, $"{path}.vol_daily", UnwindMarket.VolDailyBounds, entry.VolDaily);
        Require(file, $"{path}.volume_coin_per_day", DepthProfile.LevelBounds, entry.VolumeCoinPerDay);
        Require(file, $"{path}.open_interest_coin", DepthProfile.QuantityBounds, entry.OpenInterestCoin);
        Require(file, $"{path}.vol_regime", LiquiditySnapshot.RegimeBounds, entry.VolRegime);
        Require(file, $"{path}.congestion_factor", LiquiditySnapshot.RegimeBounds, entry.CongestionFactor);
        var depth = entry.Depth is null ? null : ReadDepth(file, $"{path}.depth", asOf, entry.Depth);
        return new(depth, entry.VolDaily, entry.VolumeCoinPerDay, entry.OpenInterestCoin, entry.VolRegime, entry.CongestionFactor);
    }

    private static DepthProfile ReadDepth(string file, string path, UnixTime asOf, DepthEntry entry)
    {
        var isLevels = entry.Bids is not null || entry.Asks is not null;
        var isBands = entry.BestBid is not null || entry.BestAsk is not null || entry.BidBands is not null || entry.AskBands is not null;
        if (new[] { isLevels, isBands, entry.BookFile is not null, entry.BandsFile is not null }.Count(isGiven => isGiven) != 1)
            throw new InputException(file, path, "must be one of: bids and asks; best_bid, best_ask, bid_bands and ask_bands; book_file; bands_file");
        if (entry.ContractUsd is not null && entry.BookFile is null) throw new InputException(file, $"{path}.contract_usd", "is for a book_file only");
        if (entry.ContractUsd is { } usd) MarketFile.RequirePositive(file, $"{path}.contract_usd", usd);
        if (entry.BookFile is { } book) return DepthBookCsv.Read(Beside(file, book), entry.ContractUsd);
        if (entry.BandsFile is { } bands) return ReadBands(file, path, asOf, bands);
        try
        {
            return isLevels
                ? DepthProfile.FromBook(Levels(file, $"{path}.bids", entry.Bids), Levels(file, $"{path}.asks", entry.Asks))
                : DepthProfile.FromBands(
                    entry.BestBid ?? throw new InputException(file, $"{path}.best_bid", "is missing"),
                    entry.BestAsk ?? throw new InputException(file, $"{path}.best_ask", "is missing"),
                    Bands(file, $"{path}.bid_bands", entry.BidBands),
                    Bands(file, $"{path}.ask_bands", entry.AskBands));
        }
        catch (ArgumentException problem)
        {
            throw new InputException(file, path, problem.Message.ReplaceLineEndings(" "));
        }
    }

    private static DepthProfile ReadBands(string file, string path, UnixTime asOf, string bands)
    {
        var rows = DepthBandsCsv.Read(Beside(file, bands)).Where(row => row.AsOf <= asOf).ToList();
        return rows.Count > 0 ? rows[^1].Depth : throw new InputException(file, $"{path}.bands_file", $"{bands} has no row at or before {asOf}");
    }

    private static ImmutableArray<DepthLevel> Levels(string file, string path, IReadOnlyList<LevelEntry>? entries) =>
        [.. (entries ?? throw new InputException(file, path, "is missing")).Select(entry => new DepthLevel(entry.Price, entry.Quantity))];

    private static ImmutableArray<DepthBand> Bands(string file, string path, IReadOnlyList<BandEntry>? entries) =>
        [.. (entries ?? throw new InputException(file, path, "is missing")).Select(entry => new DepthBand(entry.Distance, entry.Usd))];

    private static string Beside(string file, string name) => Path.Combine(Path.GetDirectoryName(file) ?? "", name);

    private static void Require(string file, string path, Interval bounds, double? value)
    {
        if (value is { } given && !bounds.Contains(given)) throw new InputException(file, path, $"must be within {bounds}");
    }
}
