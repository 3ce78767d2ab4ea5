using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Engine;

/// <summary>The shocks of one underlying, padded to whole tiles with scenarios of weight zero, and the logarithms that never change.</summary>
internal sealed class ShockColumns
{
    /// <summary>Scenarios in a tile.</summary>
    public const int TileLength = 64;

    public ShockColumns(UnderlyingShocks shocks)
    {
        Count = shocks.SpotRatio.Length;
        Ratio = Pad(shocks.SpotRatio, 1);
        LogRatio = Array.ConvertAll(Ratio, Math.Log);
        VolShock = Pad(shocks.VolShock, 0);
        HorizonYears = Pad(shocks.HorizonYears, 0);
        Dampening = Pad(shocks.Dampening, 0);
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

    /// <summary>By how much a scenario can magnify a price at most.</summary>
    public double Magnitude { get; }

    /// <summary>Whole tiles that hold <paramref name="count"/> scenarios.</summary>
    public static int Tiles(int count) => (count + TileLength - 1) / TileLength;

    private static double[] Pad(double[] column, double filler)
    {
        var padded = new double[Tiles(column.Length) * TileLength];
        column.CopyTo(padded, 0);
        padded.AsSpan(column.Length).Fill(filler);
        return padded;
    }
}
