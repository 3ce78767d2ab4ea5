using System.Collections.Immutable;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Cli.Data;

/// <summary>Reads depth by distance from CSV (plain or gzip): one row an instant, USD within 5, 10, 25, 50 and 100 basis points of the mid on either side.</summary>
/// <remarks>Columns: <c>ts_ms, best_bid, best_ask, bid_usd_5bps, ask_usd_5bps, ... ask_usd_100bps</c>. Times rise, amounts never fall with distance.</remarks>
public static class DepthBandsCsv
{
    private const int Time = 0;
    private const int BestBid = 1;
    private const int BestAsk = 2;
    private const int FirstBand = 3;

    /// <summary>USD without which a side is as good as empty; enough to be a quantity at any price that is let in.</summary>
    private const double LeastUsd = 100;

    private static readonly int[] DistancesBps = [5, 10, 25, 50, 100];
    private static readonly string[] Columns =
        ["ts_ms", "best_bid", "best_ask", .. DistancesBps.SelectMany(bps => new[] { $"bid_usd_{bps}bps", $"ask_usd_{bps}bps" })];

    /// <summary>The depth at every instant of a file, by time.</summary>
    /// <exception cref="InputException">The file, the row and the column that break a rule.</exception>
    public static ImmutableArray<(UnixTime AsOf, DepthProfile Depth)> Read(string path) => Parse(path, InputFile.ReadText(path));

    /// <summary>The depth at every instant of a text; <paramref name="path"/> is only named in errors.</summary>
    /// <exception cref="InputException">The row and the column that break a rule.</exception>
    public static ImmutableArray<(UnixTime AsOf, DepthProfile Depth)> Parse(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new DepthCsvLines(path, text, Columns);
        var profiles = ImmutableArray.CreateBuilder<(UnixTime AsOf, DepthProfile Depth)>();
        for (var row = 0; row < lines.Count; row++)
        {
            var asOf = new UnixTime(lines.Milliseconds(row, Time));
            if (profiles.Count > 0 && asOf <= profiles[^1].AsOf) throw lines.Bad(row, Time, "is not after the row before");
            var (bid, ask) = (lines.Number(row, BestBid, DepthProfile.PriceBounds), lines.Number(row, BestAsk, DepthProfile.PriceBounds));
            if (bid >= ask) throw lines.Bad(row, BestAsk, $"{lines.Text(row, BestAsk)} is not above the best bid");
            var (_, halfSpread) = DepthProfile.Middle(bid, ask);
            var (bids, asks) = (Bands(lines, row, FirstBand, halfSpread), Bands(lines, row, FirstBand + 1, halfSpread));
            profiles.Add((asOf, DepthProfile.FromBands(bid, ask, bids, asks)));
        }

        return profiles.ToImmutable();
    }

    private static ImmutableArray<DepthBand> Bands(DepthCsvLines lines, int row, int firstColumn, double halfSpread)
    {
        var bands = ImmutableArray.CreateBuilder<DepthBand>();
        for (var i = 0; i < DistancesBps.Length; i++)
        {
            var column = firstColumn + 2 * i;
            var band = new DepthBand(DistancesBps[i] / 10_000.0, lines.Number(row, column, DepthProfile.UsdBounds));
            if (i > 0 && band.CumulativeUsd < bands[^1].CumulativeUsd) throw lines.Bad(row, column, "is less than the amount nearer to the mid");
            if (band.CumulativeUsd > 0 && band.Distance < halfSpread) throw lines.Bad(row, column, "holds something nearer than the best price");
            bands.Add(band);
        }

        if (bands[^1].CumulativeUsd < LeastUsd) throw lines.Bad(row, firstColumn + 2 * (DistancesBps.Length - 1), FormattableString.Invariant($"must be at least {LeastUsd}"));
        return bands.ToImmutable();
    }
}
