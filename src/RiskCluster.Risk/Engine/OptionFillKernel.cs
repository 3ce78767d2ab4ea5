using System.Runtime.CompilerServices;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Engine;

/// <summary>The fill at one vector width (MODEL MRG-1, SCN-6): full revaluation, scenarios across the lanes.</summary>
internal sealed unsafe class OptionFill<TVector, TLanes> : OptionFill
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <inheritdoc/>
    public override void Fill(OptionUnit unit, MarketSnapshot market, ShockColumns shocks, RiskArrayStore store)
    {
        OptionFigures<TVector, TLanes>.Fill(unit, market, shocks, store);
        var scratch = stackalloc double[TileColumns<TVector, TLanes>.ScratchLength];
        var columns = new TileColumns<TVector, TLanes>(scratch);
        for (var tile = 0; tile < store.TileCount; tile++)
        {
            columns.Load(shocks, tile, unit.Terms, unit.Settlement);
            var used = UsedLength(shocks, tile);
            for (var strike = 0; strike < unit.Count; strike++)
            {
                columns.Rotate(shocks, tile, unit.SkewLinear[strike], unit.SkewAbs[strike]);
                FillStrike(unit, strike, columns, tile, used, store);
            }
        }

        for (var strike = 0; strike < unit.Count; strike++)
        {
            Screen(unit.CallOf[strike], store);
            Screen(unit.PutOf[strike], store);
        }
    }

    /// <inheritdoc/>
    public override void FillDouble(OptionUnit unit, int strike, bool isCall, ShockColumns shocks, Span<double> row)
    {
        var scratch = stackalloc double[TileColumns<TVector, TLanes>.ScratchLength];
        var columns = new TileColumns<TVector, TLanes>(scratch);
        var terms = new StrikeTerms(unit, strike);
        for (var tile = 0; tile < shocks.TileCount; tile++)
        {
            columns.Load(shocks, tile, unit.Terms, unit.Settlement);
            columns.Rotate(shocks, tile, unit.SkewLinear[strike], unit.SkewAbs[strike]);
            var start = tile * ShockColumns.TileLength;
            var used = Math.Min(shocks.Count - start, ShockColumns.TileLength);
            if (isCall) Rows<CallRow>(terms, columns, ShockColumns.TileLength);
            else Rows<PutRow>(terms, columns, ShockColumns.TileLength);
            new Span<double>(isCall ? columns.CallRow : columns.PutRow, used).CopyTo(row[start..]);
        }
    }

    /// <inheritdoc/>
    public override void FillDouble(OptionUnit unit, ShockColumns shocks, Span<double> rows)
    {
        var scratch = stackalloc double[TileColumns<TVector, TLanes>.ScratchLength];
        var columns = new TileColumns<TVector, TLanes>(scratch);
        for (var tile = 0; tile < shocks.TileCount; tile++)
        {
            columns.Load(shocks, tile, unit.Terms, unit.Settlement);
            var start = tile * ShockColumns.TileLength;
            var used = Math.Min(shocks.Count - start, ShockColumns.TileLength);
            for (var strike = 0; strike < unit.Count; strike++)
            {
                var terms = new StrikeTerms(unit, strike);
                columns.Rotate(shocks, tile, unit.SkewLinear[strike], unit.SkewAbs[strike]);
                if (unit.CallOf[strike] is not OptionUnit.None and var call)
                {
                    Rows<CallRow>(terms, columns, ShockColumns.TileLength);
                    new Span<double>(columns.CallRow, used).CopyTo(rows[(call * shocks.Count + start)..]);
                }

                if (unit.PutOf[strike] is not OptionUnit.None and var put)
                {
                    Rows<PutRow>(terms, columns, ShockColumns.TileLength);
                    new Span<double>(columns.PutRow, used).CopyTo(rows[(put * shocks.Count + start)..]);
                }
            }
        }
    }

    // Whole pairs of vectors; the scenarios beyond the last one have weight 0.
    private static int UsedLength(ShockColumns shocks, int tile)
    {
        var used = Math.Min(shocks.Count - tile * ShockColumns.TileLength, ShockColumns.TileLength);
        var step = 2 * TLanes.Count;
        return (used + step - 1) / step * step;
    }

    private static void FillStrike(OptionUnit unit, int strike, in TileColumns<TVector, TLanes> columns, int tile, int used, RiskArrayStore store)
    {
        var terms = new StrikeTerms(unit, strike);
        var call = unit.CallOf[strike];
        var put = unit.PutOf[strike];
        if (put == OptionUnit.None) Rows<CallRow>(terms, columns, used);
        else if (call == OptionUnit.None) Rows<PutRow>(terms, columns, used);
        else Rows<ParityRows>(terms, columns, used);
        if (call != OptionUnit.None) Keep(columns.CallRow, used, store.Row(tile, call), ref store.MaxAbs[call]);
        if (put != OptionUnit.None) Keep(columns.PutRow, used, store.Row(tile, put), ref store.MaxAbs[put]);
    }

    private static void Rows<TKind>(in StrikeTerms terms, in TileColumns<TVector, TLanes> columns, int used)
        where TKind : struct, IRowKind
    {
        // Into registers before the loop: seven numbers of the strike and eight columns.
        var baseLogMoneyness = TLanes.Broadcast(terms.LogMoneyness);
        var volAnnual = TLanes.Broadcast(terms.VolAnnual);
        var inverseVol = TLanes.Broadcast(terms.InverseVol);
        var baseForward = TLanes.Broadcast(terms.ForwardUsd);
        var strike = TLanes.Broadcast(terms.StrikeUsd);
        var minusCall = TLanes.Broadcast(-terms.CallValueUsd);
        var minusPut = TLanes.Broadcast(-terms.PutValueUsd);
        var logRatio = columns.LogRatio;
        var ratio = columns.Ratio;
        var rootTime = columns.RootTime;
        var inverseRootTime = columns.InverseRootTime;
        var weights = columns.Weight;
        var dampenings = columns.Dampening;
        var callRow = columns.CallRow;
        var putRow = columns.PutRow;
        unchecked
        {
            for (nint s = 0; s < used; s += TLanes.Count)
            {
                var logMoneyness = TLanes.Add(baseLogMoneyness, TLanes.Load(logRatio + s));
                var forward = TLanes.Multiply(baseForward, TLanes.Load(ratio + s));
                var totalVol = TLanes.Multiply(volAnnual, TLanes.Load(rootTime + s));
                var inverseTotalVol = TLanes.Multiply(inverseVol, TLanes.Load(inverseRootTime + s));
                var timeValue = Black76Kernel<TVector, TLanes>.TimeValue(logMoneyness, forward, totalVol, inverseTotalVol, out var d1, out var d2);

                var weight = TLanes.Load(weights + s);
                var dampening = TLanes.Load(dampenings + s);
                if (TKind.HasCall)
                {
                    var price = Black76Kernel<TVector, TLanes>.Call(timeValue, forward, strike, d1, d2);
                    TLanes.Store(callRow + s, TLanes.MultiplyAdd(price, weight, TLanes.Multiply(minusCall, dampening)));
                }

                if (TKind.HasPut)
                {
                    var price = Black76Kernel<TVector, TLanes>.Put(timeValue, forward, strike, d1, d2);
                    TLanes.Store(putRow + s, TLanes.MultiplyAdd(price, weight, TLanes.Multiply(minusPut, dampening)));
                }
            }
        }
    }

    // Two vectors of doubles make one full vector of floats. Rounding is monotone, so the largest double gives the largest float.
    private static void Keep(double* row, int used, float* target, ref float maxAbs)
    {
        var largest = TLanes.Broadcast(0);
        unchecked
        {
            for (var s = 0; s < used; s += 2 * TLanes.Count)
            {
                var lower = TLanes.Load(row + s);
                var upper = TLanes.Load(row + s + TLanes.Count);
                TLanes.StoreSingles(target + s, lower, upper);
                largest = TLanes.Max(largest, TLanes.Max(TLanes.Abs(lower), TLanes.Abs(upper)));
            }
        }

        var found = (float)TLanes.LargestLane(largest);
        if (found > maxAbs) maxAbs = found;
    }

    private static void Screen(int instrument, RiskArrayStore store)
    {
        if (instrument == OptionUnit.None) return;
        if (store.Status[instrument] is { } reason) store.Withdraw(instrument, reason);
        else if (!float.IsFinite(store.MaxAbs[instrument])) store.Withdraw(instrument, Unavailable.OutOfRange);
    }

    /// <summary>A strike's numbers.</summary>
    private readonly struct StrikeTerms(OptionUnit unit, int strike)
    {
        public readonly double LogMoneyness = unit.LogMoneyness[strike];
        public readonly double VolAnnual = unit.VolAnnual[strike];
        public readonly double InverseVol = unit.InverseVol[strike];
        public readonly double ForwardUsd = unit.ForwardUsd[strike];
        public readonly double StrikeUsd = unit.StrikeUsd[strike];
        public readonly double CallValueUsd = unit.CallValueUsd[strike];
        public readonly double PutValueUsd = unit.PutValueUsd[strike];
    }
}
