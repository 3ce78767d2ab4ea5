using System.Collections.Immutable;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Cli.Data;

/// <summary>Reads depth by distance from CSV (plain or gzip): one row an instant, USD within 5, 10, 25, 50 and 100 basis points of the mid on either side.</summary>
/// <remarks>Columns: <c>ts_ms, best_bid, best_ask, bid_usd_5bps, ask_usd_5bps, ... ask_usd_100bps</c>. Times rise, amounts never fall with distance.</remarks>
public static class DepthBandsCsv
{
    /// <summary>USD without which a side is as good as empty; enough to be a quantity at any price that is let in.</summary>
    private const double LeastUsd = 100;

    private static readonly int[] DistancesBps = [5, 10, 25, 50, 100];
    private static readonly string[] Columns =
        ["ts_ms", "best_bid", "best_ask", .. DistancesBps.SelectMany(bps => new[] { Column("bid", bps), Column("ask", bps) })];

    /// <summary>The depth at every instant of a file, by time.</summary>
    /// <exception cref="InputException">The file, the row and the column that break a rule.</exception>
    public static ImmutableArray<(UnixTime AsOf, DepthProfile Depth)> Read(string path) => Parse(path, InputFile.ReadText(path));

    /// <summary>The depth at every instant of a text; <paramref name="path"/> is only named in errors.</summary>
    /// <exception cref="InputException">The row and the column that break a rule.</exception>
    public static ImmutableArray<(UnixTime AsOf, DepthProfile Depth)> Parse(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var profiles = ImmutableArray.CreateBuilder<(UnixTime AsOf, DepthProfile Depth)>();
        foreach (var row in CsvFile.Parse(path, text, Columns))
        {
            var asOf = row.Milliseconds("ts_ms");
            if (profiles.Count > 0 && asOf <= profiles[^1].AsOf) throw row.Bad("ts_ms", "is not after the row before");
            var (bid, ask) = (row.Within("best_bid", DepthProfile.PriceBounds), row.Within("best_ask", DepthProfile.PriceBounds));
            if (bid >= ask) throw row.Bad("best_ask", $"{row.Text("best_ask")} is not above the best bid");
            var (_, halfSpread) = DepthProfile.Middle(bid, ask);
            profiles.Add((asOf, DepthProfile.FromBands(bid, ask, Bands(row, "bid", halfSpread), Bands(row, "ask", halfSpread))));
        }

        return profiles.ToImmutable();
    }

    private static ImmutableArray<DepthBand> Bands(CsvRow row, string side, double halfSpread)
    {
        var bands = ImmutableArray.CreateBuilder<DepthBand>();
        foreach (var bps in DistancesBps)
        {
            var band = new DepthBand(bps / 10_000.0, row.Within(Column(side, bps), DepthProfile.UsdBounds));
            if (bands.Count > 0 && band.CumulativeUsd < bands[^1].CumulativeUsd) throw row.Bad(Column(side, bps), "is less than the amount nearer to the mid");
            if (band.CumulativeUsd > 0 && band.Distance < halfSpread) throw row.Bad(Column(side, bps), "holds something nearer than the best price");
            bands.Add(band);
        }

        if (bands[^1].CumulativeUsd < LeastUsd) throw row.Bad(Column(side, DistancesBps[^1]), FormattableString.Invariant($"must be at least {LeastUsd}"));
        return bands.ToImmutable();
    }

    private static string Column(string side, int bps) => $"{side}_usd_{bps}bps";
}
