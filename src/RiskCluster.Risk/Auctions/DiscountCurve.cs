using System.Collections.Immutable;

namespace RiskCluster.Risk.Auctions;

/// <summary>A Dutch auction's price as a share of mark value: linear between its corners, never rising, flat after the last (MODEL SYS-2). Immutable.</summary>
public sealed class DiscountCurve
{
    private readonly ImmutableArray<DiscountPoint> corners;

    /// <summary>A curve through some corners.</summary>
    /// <exception cref="ArgumentException">No corner, the first not at 0 s, times that do not rise, a share outside [0, 1] or above the one before.</exception>
    public DiscountCurve(ImmutableArray<DiscountPoint> corners)
    {
        if (corners.IsDefaultOrEmpty || corners[0].AtSeconds != 0) throw new ArgumentException("a discount curve begins with a corner at 0 seconds", nameof(corners));
        for (var i = 0; i < corners.Length; i++)
        {
            if (!(corners[i].Share is >= 0 and <= 1)) throw new ArgumentException($"corner {i}: a share is within [0, 1], not {corners[i].Share}", nameof(corners));
            if (i == 0) continue;
            if (!(corners[i].AtSeconds > corners[i - 1].AtSeconds && double.IsFinite(corners[i].AtSeconds))) throw new ArgumentException($"corner {i}: times rise", nameof(corners));
            if (corners[i].Share > corners[i - 1].Share) throw new ArgumentException($"corner {i}: shares never rise", nameof(corners));
        }

        this.corners = corners;
    }

    /// <summary>Fast from 0.98 to 0.80 in 100 seconds, then slowly to 0 at four hours: Derive's.</summary>
    public static DiscountCurve TwoStages { get; } = new([new(0, 0.98), new(100, 0.8), new(14_400, 0)]);

    /// <summary>The corners.</summary>
    public ImmutableArray<DiscountPoint> Corners => corners;

    /// <summary>The share at a time.</summary>
    /// <param name="elapsedSeconds">Since the auction began; before that counts as its beginning.</param>
    public double At(double elapsedSeconds)
    {
        if (double.IsNaN(elapsedSeconds)) throw new ArgumentException("not a time", nameof(elapsedSeconds));
        if (elapsedSeconds <= 0) return corners[0].Share;
        for (var i = 1; i < corners.Length; i++)
        {
            if (elapsedSeconds > corners[i].AtSeconds) continue;
            var (from, to) = (corners[i - 1], corners[i]);
            return from.Share + (to.Share - from.Share) * ((elapsedSeconds - from.AtSeconds) / (to.AtSeconds - from.AtSeconds));
        }

        return corners[^1].Share;
    }
}
