using System.Collections.Immutable;

namespace RiskCluster.Core.Markets;

/// <summary>The index over time, as two growing counters with a reading every 30 seconds: any window's average is a difference of two readings.</summary>
/// <param name="Points">Readings by rising time.</param>
/// <param name="Now">The newest state of the counters.</param>
/// <param name="Price">The index since then.</param>
/// <param name="LiveUntilMs">It counts until then: a price that nobody confirms stops counting, so a silent feed adds nothing to an average.</param>
/// <remarks>Between two readings both counters are taken as linear. Bounded: readings older than the longest window are dropped.</remarks>
public sealed record PriceTrack(ImmutableArray<TrackPoint> Points, TrackPoint Now, decimal Price, long LiveUntilMs)
{
    private const long StepMs = 30_000;

    /// <summary>Starts with a price.</summary>
    public static PriceTrack Start(long atMs, decimal price, long liveUntilMs) => new([new(atMs, 0, 0)], new(atMs, 0, 0), price, liveUntilMs);

    /// <summary>The track with a new price from a time on.</summary>
    /// <param name="atMs">Not before the newest reading.</param>
    /// <param name="price">USD per coin.</param>
    /// <param name="liveUntilMs">Until when it counts.</param>
    /// <param name="keepMs">Readings older than this are dropped.</param>
    public PriceTrack Advance(long atMs, decimal price, long liveUntilMs, long keepMs)
    {
        var now = At(Math.Max(atMs, Now.AtMs));
        var points = now.AtMs - Points[^1].AtMs >= StepMs ? Points.Add(now) : Points;
        var first = 0;
        while (first < points.Length - 1 && points[first + 1].AtMs <= now.AtMs - keepMs) first++;
        return new(points.RemoveRange(0, first), now, price, liveUntilMs);
    }

    /// <summary>The time-weighted price of a window over its live time, null when none of it was live; and which part of it was live.</summary>
    public (decimal? Price, decimal Coverage) Average(long fromMs, long toMs)
    {
        if (toMs <= fromMs) return (null, 0);
        var (start, end) = (At(fromMs), At(toMs));
        var live = end.LiveMs - start.LiveMs;
        return live <= 0 ? (null, 0) : (decimal.Round((end.Integral - start.Integral) / live, 12), (decimal)live / (toMs - fromMs));
    }

    private TrackPoint At(long atMs)
    {
        if (atMs >= Now.AtMs)
        {
            var live = Math.Max(Math.Min(atMs, LiveUntilMs) - Now.AtMs, 0);
            return new(atMs, Now.Integral + Price * live, Now.LiveMs + live);
        }

        if (atMs <= Points[0].AtMs) return Points[0];
        var index = 1;
        while (index < Points.Length && Points[index].AtMs < atMs) index++;
        var (left, right) = (Points[index - 1], index < Points.Length ? Points[index] : Now);
        var share = (decimal)(atMs - left.AtMs) / (right.AtMs - left.AtMs);
        return new(atMs, left.Integral + share * (right.Integral - left.Integral), left.LiveMs + (long)(share * (right.LiveMs - left.LiveMs)));
    }
}
