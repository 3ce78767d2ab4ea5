using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Engine;

/// <summary>Reads the market for each strike of a unit and writes marks and Greeks, strikes across the lanes.</summary>
internal static unsafe class OptionFigures<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private const double VolFloor = 1e-9;
    private const double VolCeiling = 1e6;
    private const double UsdCeiling = 1e30;
    private const double DaysPerYear = 365;

    /// <summary>Fills the snapshot's columns of <paramref name="unit"/> and the figures of its instruments; clears their largest row entry.</summary>
    public static void Fill(OptionUnit unit, MarketSnapshot market, ShockColumns shocks, RiskArrayStore store)
    {
        for (var strike = 0; strike < unit.Count; strike++)
        {
            var problem = Read(unit, strike, market, shocks);
            Publish(unit.CallOf[strike], problem, store);
            Publish(unit.PutOf[strike], problem, store);
        }

        var callDelta = stackalloc double[unit.PaddedCount];
        var putDelta = stackalloc double[unit.PaddedCount];
        var density = stackalloc double[unit.PaddedCount];
        Price(unit, callDelta, putDelta, density);
        for (var strike = 0; strike < unit.Count; strike++)
        {
            Publish(unit, strike, unit.CallOf[strike], unit.CallValueUsd[strike], callDelta[strike], density[strike], market, store);
            Publish(unit, strike, unit.PutOf[strike], unit.PutValueUsd[strike], putDelta[strike], density[strike], market, store);
        }
    }

    private static Unavailable? Read(OptionUnit unit, int strike, MarketSnapshot market, ShockColumns shocks)
    {
        var terms = unit.Terms;
        unit.LogMoneyness[strike] = 0;
        unit.VolAnnual[strike] = 1;
        unit.InverseVol[strike] = 1;
        unit.SkewLinear[strike] = 0;
        unit.SkewAbs[strike] = 0;
        unit.ForwardUsd[strike] = 0;
        unit.StrikeUsd[strike] = 0;
        if (terms.Problem is not null) return terms.Problem;

        var strikePrice = unit.Strike[strike];
        var vol = market.Surface.Vol(strikePrice, terms.Forward, terms.Expiry);
        if (!double.IsFinite(vol) || vol < 0 || vol > VolCeiling) return Unavailable.NoVolatility;
        var scale = unit.ContractSize[strike] * (unit.Settlement == Settlement.Inverse ? market.IndexPrice / terms.Forward : 1);
        var largest = Math.Max(terms.Forward * shocks.Magnitude, Math.Abs(strikePrice)) * Math.Abs(scale);
        if (!(largest <= UsdCeiling) || strikePrice < 0) return Unavailable.OutOfRange;

        var volAnnual = Math.Max(vol, VolFloor);
        unit.LogMoneyness[strike] = Math.Log(terms.Forward / strikePrice);
        unit.VolAnnual[strike] = volAnnual;
        unit.InverseVol[strike] = 1 / volAnnual;
        unit.SkewLinear[strike] = terms.Rotation.Linear(-unit.LogMoneyness[strike]);
        unit.SkewAbs[strike] = terms.Rotation.Abs(-unit.LogMoneyness[strike]);
        unit.ForwardUsd[strike] = terms.Forward * scale;
        unit.StrikeUsd[strike] = strikePrice * scale;
        return null;
    }

    private static void Publish(int instrument, Unavailable? problem, RiskArrayStore store)
    {
        if (instrument == OptionUnit.None) return;
        store.Status[instrument] = problem;
        store.MaxAbs[instrument] = 0;
    }

    // The same operations in the same order as a scenario that moves nothing, so that such a scenario's P&L is 0 to one rounding of the discounted mark.
    private static void Price(OptionUnit unit, double* callDelta, double* putDelta, double* density)
    {
        var root = Math.Sqrt(Math.Max(unit.Terms.MaturityYears, 0));
        root = Math.Max(root, TileColumns<TVector, TLanes>.RootTimeFloor);
        var rootTime = TLanes.Broadcast(root);
        var inverseRootTime = TLanes.Broadcast(1 / root);
        var discount = TLanes.Broadcast(unit.Settlement == Settlement.Linear ? unit.Terms.Discount : 1);
        fixed (double* logMoneyness = unit.LogMoneyness, vol = unit.VolAnnual, inverseVol = unit.InverseVol)
        fixed (double* forwardUsd = unit.ForwardUsd, strikeUsd = unit.StrikeUsd, callValue = unit.CallValueUsd, putValue = unit.PutValueUsd)
        {
            for (var i = 0; i < unit.PaddedCount; i += TLanes.Count)
            {
                var moneyness = TLanes.Load(logMoneyness + i);
                var totalVol = TLanes.Multiply(TLanes.Load(vol + i), rootTime);
                var inverseTotalVol = TLanes.Multiply(TLanes.Load(inverseVol + i), inverseRootTime);
                var forward = TLanes.Load(forwardUsd + i);
                var strike = TLanes.Load(strikeUsd + i);
                var timeValue = Black76Kernel<TVector, TLanes>.TimeValue(moneyness, forward, totalVol, inverseTotalVol, out var d1, out var d2);
                TLanes.Store(callValue + i, TLanes.Multiply(Black76Kernel<TVector, TLanes>.Call(timeValue, forward, strike, d1, d2), discount));
                TLanes.Store(putValue + i, TLanes.Multiply(Black76Kernel<TVector, TLanes>.Put(timeValue, forward, strike, d1, d2), discount));
                Black76Kernel<TVector, TLanes>.Greeks(moneyness, totalVol, inverseTotalVol, out var call, out var put, out var phi);
                TLanes.Store(callDelta + i, call);
                TLanes.Store(putDelta + i, put);
                TLanes.Store(density + i, phi);
            }
        }
    }

    private static void Publish(
        OptionUnit unit, int strike, int instrument, double valueUsd, double forwardDelta, double density, MarketSnapshot market, RiskArrayStore store)
    {
        if (instrument == OptionUnit.None || store.Status[instrument] is not null) return;
        var terms = unit.Terms;
        var isLinear = unit.Settlement == Settlement.Linear;
        var discount = isLinear ? terms.Discount : 1;
        var rootTime = Math.Sqrt(terms.MaturityYears);
        var totalVol = unit.VolAnnual[strike] * rootTime;
        var vegaUsd = discount * unit.ForwardUsd[strike] * density * rootTime;

        // The forward moves by forward/index (times the floating share) when the index moves by one dollar.
        var floatingPerIndex = terms.FloatingShare / market.IndexPrice;
        var hasVol = unit.VolAnnual[strike] > VolFloor;
        store.MarkUsd[instrument] = valueUsd;
        store.DeltaCoin[instrument] = discount * forwardDelta * unit.ForwardUsd[strike] * floatingPerIndex;
        store.GammaPerUsd[instrument] = hasVol ? discount * density / totalVol * unit.ForwardUsd[strike] * floatingPerIndex * floatingPerIndex : 0;
        store.VegaUsd[instrument] = hasVol ? vegaUsd : 0;
        var decay = hasVol ? -0.5 * vegaUsd * unit.VolAnnual[strike] / terms.MaturityYears : 0;
        store.ThetaUsdPerDay[instrument] = (decay + (isLinear ? terms.RateAnnual * valueUsd : 0)) / DaysPerYear;
    }
}
