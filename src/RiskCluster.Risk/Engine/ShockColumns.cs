using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Engine;

/// <summary>The shocks of one underlying, padded to whole tiles with scenarios of weight zero, and the logarithms that never change.</summary>
internal sealed class ShockColumns
{
    /// <summary>Scenarios in a tile.</summary>
    public const int TileLength = 64;

    private readonly (int Start, int End)[] skewed;

    public ShockColumns(UnderlyingShocks shocks)
    {
        Count = shocks.SpotRatio.Length;
        Ratio = Pad(shocks.SpotRatio, 1);
        LogRatio = Array.ConvertAll(Ratio, Math.Log);
        VolShock = Pad(shocks.VolShock, 0);
        HorizonYears = Pad(shocks.HorizonYears, 0);
        Dampening = Pad(shocks.Dampening, 0);
        SkewLinear = Pad(shocks.SkewLinear, 0);
        SkewAbs = Pad(shocks.SkewAbs, 0);
        Term = Pad(shocks.Term, 0);
        skewed = [.. Enumerable.Range(0, TileCount).Select(SkewedOf)];
        Magnitude = Ratio.Max() * Math.Max(1, Dampening.Max(weight => Math.Abs(weight)));
    }

    /// <summary>S, without padding.</summary>
    public int Count { get; }

    public int TileCount => Ratio.Length / TileLength;

    public double[] Ratio { get; }

    public double[] LogRatio { get; }

    public double[] VolShock { get; }

    public double[] HorizonYears { get; }

    public double[] Dampening { get; }

    /// <summary>Share of the LINEAR rotation.</summary>
    public double[] SkewLinear { get; }

    /// <summary>Share of the ABS rotation.</summary>
    public double[] SkewAbs { get; }

    /// <summary>Share of the tilt of the term structure.</summary>
    public double[] Term { get; }

    /// <summary>By how much a scenario can magnify a price at most.</summary>
    public double Magnitude { get; }

    /// <summary>Whole tiles that hold <paramref name="count"/> scenarios.</summary>
    public static int Tiles(int count) => (count + TileLength - 1) / TileLength;

    /// <summary>The part of a tile that holds all its scenarios which rotate wings, in whole vectors of the widest kind; empty in most tiles.</summary>
    public (int Start, int End) Skewed(int tile) => skewed[tile];

    private (int Start, int End) SkewedOf(int tile)
    {
        var inTile = Enumerable.Range(0, TileLength).Where(s => SkewLinear[tile * TileLength + s] != 0 || SkewAbs[tile * TileLength + s] != 0).ToList();
        if (inTile.Count == 0) return (0, 0);
        return (inTile[0] / OptionUnit.WidestVector * OptionUnit.WidestVector, (inTile[^1] / OptionUnit.WidestVector + 1) * OptionUnit.WidestVector);
    }

    private static double[] Pad(double[] column, double filler)
    {
        var padded = new double[Tiles(column.Length) * TileLength];
        column.CopyTo(padded, 0);
        padded.AsSpan(column.Length).Fill(filler);
        return padded;
    }
}
