namespace RiskCluster.Risk.Engine;

/// <summary>The figures that a fill writes, by instrument.</summary>
internal sealed unsafe class RiskArrayStore : IDisposable
{
    private readonly AlignedMemory<float> rows;

    public RiskArrayStore(int instrumentCount, int scenarioCount, bool keepsTiles)
    {
        InstrumentCount = instrumentCount;
        TileCount = keepsTiles ? ShockColumns.Tiles(scenarioCount) : 0;
        rows = new((long)TileCount * instrumentCount * ShockColumns.TileLength);
        Status = new Unavailable?[instrumentCount];
        MaxAbs = new float[instrumentCount];
        MarkUsd = new double[instrumentCount];
        PriceUsd = new double[instrumentCount];
        DeltaCoin = new double[instrumentCount];
        GammaPerUsd = new double[instrumentCount];
        VegaUsd = new double[instrumentCount];
        ThetaUsdPerDay = new double[instrumentCount];
    }

    public int InstrumentCount { get; }

    /// <summary>0 when no tiles are kept.</summary>
    public int TileCount { get; }

    public Unavailable?[] Status { get; }

    public float[] MaxAbs { get; }

    public double[] MarkUsd { get; }

    public double[] PriceUsd { get; }

    public double[] DeltaCoin { get; }

    public double[] GammaPerUsd { get; }

    public double[] VegaUsd { get; }

    public double[] ThetaUsdPerDay { get; }

    /// <summary>The tile's rows, [instrument][64].</summary>
    public float* Tile(int tile) => rows.Start + (nint)tile * InstrumentCount * ShockColumns.TileLength;

    /// <summary>The 64 floats of an instrument in a tile.</summary>
    public float* Row(int tile, int instrument) => Tile(tile) + (nint)instrument * ShockColumns.TileLength;

    /// <summary>Declares an instrument unavailable: every figure 0, the row too.</summary>
    public void Withdraw(int instrument, Unavailable reason)
    {
        Status[instrument] = reason;
        MaxAbs[instrument] = 0;
        MarkUsd[instrument] = 0;
        PriceUsd[instrument] = 0;
        DeltaCoin[instrument] = 0;
        GammaPerUsd[instrument] = 0;
        VegaUsd[instrument] = 0;
        ThetaUsdPerDay[instrument] = 0;
        for (var tile = 0; tile < TileCount; tile++) new Span<float>(Row(tile, instrument), ShockColumns.TileLength).Clear();
    }

    public void Dispose() => rows.Dispose();
}
