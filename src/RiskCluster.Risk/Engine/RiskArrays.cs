using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Engine;

/// <summary>The risk array of every instrument held: P&amp;L in USD of one unit of position in every scenario, by full revaluation (MODEL MRG-1, SCN-6).</summary>
/// <remarks>
/// <para>
/// row[s] = dampening_s (value_s - value_0), loss negative. Options: value = contract size * D * Black76(F, K, sigma, T); sigma is the surface's at (K, F) and
/// stays with the strike, times the vol multiplier of the scenario at (K, T); D = index/forward, the same in all scenarios, for inverse options, exp(-rate T) for linear
/// ones. Time rolls by the scenario's horizon. All forwards of an underlying move by its spot ratio; in the last 30 minutes the settlement price is
/// partly known and only the rest of the forward moves (INS-1). Spot, futures and perpetuals: see the formulas of each kind in the model reference.
/// </para>
/// <para>
/// Storage: float tiles [tile of 64 scenarios][instrument][64], native, 64-byte aligned, the last tile padded with 0; each float is the double figure rounded
/// to nearest. Rows in double are computed on demand by the same kernel. An instrument that cannot be priced has a <see cref="Status"/> and zeros everywhere.
/// Nothing non-finite leaves. A refill allocates nothing; its result does not depend on the order of units, the thread count or the vector width.
/// </para>
/// </remarks>
public sealed unsafe class RiskArrays : IDisposable
{
    private readonly Dictionary<string, int> indexByName;
    private readonly Dictionary<string, UnderlyingArrays> byUnderlying = [];
    private readonly RiskArrayStore store;
    private UnderlyingArrays? prepared;

    /// <summary>Empty arrays: every instrument is unavailable until a snapshot of its underlying has been filled in.</summary>
    /// <param name="instruments">Those held; their order is the index everywhere else. Names must be distinct.</param>
    /// <param name="scenarios">The scenarios; other scenarios need other arrays.</param>
    /// <param name="options">How to compute; null is the default.</param>
    /// <exception cref="ArgumentException">Two instruments share a name.</exception>
    public RiskArrays(ImmutableArray<Instrument> instruments, ScenarioSet scenarios, RiskArraysOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        Instruments = instruments;
        Scenarios = scenarios;
        store = new RiskArrayStore(instruments.Length, scenarios.Count, (options ?? RiskArraysOptions.Default).KeepsTiles);
        indexByName = instruments.Select((instrument, index) => (instrument.Name, index)).ToDictionary(item => item.Name, item => item.index);
        foreach (var group in instruments.Select((instrument, index) => (index, instrument)).GroupBy(item => item.instrument.Underlying))
        {
            var shocks = scenarios.Shocks.FirstOrDefault(item => item.Underlying == group.Key);
            foreach (var (index, _) in group) store.Status[index] = shocks is null ? Unavailable.NoScenarios : Unavailable.NoMarket;
            if (shocks is not null) byUnderlying[group.Key] = new([.. group], shocks, scenarios, options ?? RiskArraysOptions.Default, store);
        }
    }

    /// <summary>By index.</summary>
    public ImmutableArray<Instrument> Instruments { get; }

    /// <summary>The scenarios of the rows.</summary>
    public ScenarioSet Scenarios { get; }

    /// <summary>I.</summary>
    public int InstrumentCount => Instruments.Length;

    /// <summary>S.</summary>
    public int ScenarioCount => Scenarios.Count;

    /// <summary>Tiles of 64 scenarios, the last one padded; 0 when the options keep none.</summary>
    public int TileCount => store.TileCount;

    /// <summary>Units of work after <see cref="Prepare"/>: about 32 strikes each; 0 when nothing of the underlying is held.</summary>
    public int UnitCount => prepared?.UnitCount ?? 0;

    /// <summary>Shape [I]. Value of one unit, USD: options and spot at mark; futures and perpetuals 0, because they are settled to their mark.</summary>
    public ReadOnlySpan<double> MarkUsd => store.MarkUsd;

    /// <summary>Shape [I]. Mark price, USD per coin: index of spot, mark of futures and perpetuals; 0 for options, whose mark is <see cref="MarkUsd"/>.</summary>
    public ReadOnlySpan<double> PriceUsd => store.PriceUsd;

    /// <summary>Shape [I]. USD gained by one unit when the index rises by one dollar and forwards by the same ratio; that is, coins.</summary>
    public ReadOnlySpan<double> DeltaCoin => store.DeltaCoin;

    /// <summary>Shape [I]. Change of <see cref="DeltaCoin"/> when the index rises by one dollar.</summary>
    public ReadOnlySpan<double> GammaPerUsd => store.GammaPerUsd;

    /// <summary>Shape [I]. USD gained when the vol rises by 1.00.</summary>
    public ReadOnlySpan<double> VegaUsd => store.VegaUsd;

    /// <summary>Shape [I]. USD gained per day at fixed forwards and vols; a perpetual's is its funding.</summary>
    public ReadOnlySpan<double> ThetaUsdPerDay => store.ThetaUsdPerDay;

    /// <summary>The index of an instrument; -1 when it is not held.</summary>
    public int IndexOf(string name) => indexByName.GetValueOrDefault(name, -1);

    /// <summary>Why an instrument has no figures; null when it has.</summary>
    public Unavailable? Status(int instrument) => store.Status[instrument];

    /// <summary>The largest |row[s]| of an instrument, as stored in the tiles; 0 when the options keep none.</summary>
    public float MaxAbs(int instrument) => store.MaxAbs[instrument];

    /// <summary>The first float of a tile, laid out [instrument][64], 64-byte aligned. Valid until <see cref="Dispose"/>.</summary>
    public float* Tile(int tile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, TileCount);
        return store.Tile(tile);
    }

    /// <summary>Takes a snapshot: after this, each unit from 0 to <see cref="UnitCount"/> - 1 must be filled once, in any order, on any threads.</summary>
    /// <remarks>Only instruments of the snapshot's underlying are touched. An underlying that nobody holds leaves nothing to do.</remarks>
    public void Prepare(MarketSnapshot market)
    {
        ArgumentNullException.ThrowIfNull(market);
        prepared = byUnderlying.GetValueOrDefault(market.Underlying);
        prepared?.Prepare(market);
    }

    /// <summary>Fills one unit of the snapshot last prepared.</summary>
    public void FillUnit(int unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, UnitCount);
        prepared!.FillUnit(unit);
    }

    /// <summary>Takes a snapshot and fills all units on the calling thread.</summary>
    public void Refill(MarketSnapshot market)
    {
        Prepare(market);
        for (var unit = 0; unit < UnitCount; unit++) FillUnit(unit);
    }

    /// <summary>The row of an instrument in double: rounding it to float gives the tiles exactly.</summary>
    /// <param name="instrument">Its index.</param>
    /// <param name="row">Shape [S], USD, loss negative; zeros when the instrument is unavailable.</param>
    /// <exception cref="ArgumentException"><paramref name="row"/> is not of length S.</exception>
    public void FillDoubleRow(int instrument, Span<double> row)
    {
        if (row.Length != ScenarioCount) throw new ArgumentException($"{row.Length} numbers for {ScenarioCount} scenarios", nameof(row));
        if (store.Status[instrument] is not null) row.Clear();
        else byUnderlying[Instruments[instrument].Underlying].FillDouble(instrument, row);
    }

    /// <summary>The rows of all instruments of an underlying in double, the same bits as one by one and cheaper: what strikes share is computed once.</summary>
    /// <param name="underlying">The coin; nothing is written when no instrument of it has scenarios.</param>
    /// <param name="rows">Shape [I x S] row-major.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> is not of length I S.</exception>
    public void FillDoubleRows(string underlying, Span<double> rows)
    {
        if (rows.Length != InstrumentCount * ScenarioCount) throw new ArgumentException($"{rows.Length} numbers for {InstrumentCount} rows of {ScenarioCount}", nameof(rows));
        byUnderlying.GetValueOrDefault(underlying)?.FillDouble(rows);
    }

    /// <summary>Frees the tiles.</summary>
    public void Dispose() => store.Dispose();
}
