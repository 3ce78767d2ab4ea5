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
        for (var tile = 0; tile < shocks.TileCount; tile++)
        {
            columns.Load(shocks, tile, unit.Terms, unit.Settlement);
            var used = Math.Min(shocks.Count - tile * ShockColumns.TileLength, ShockColumns.TileLength);
            for (var strike = 0; strike < unit.Count; strike++) FillStrike(unit, strike, columns, tile, used, store);
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
        var tileRow = stackalloc double[ShockColumns.TileLength];
        for (var tile = 0; tile < shocks.TileCount; tile++)
        {
            columns.Load(shocks, tile, unit.Terms, unit.Settlement);
            var terms = new StrikeTerms(unit, strike);
            if (isCall) DoubleRow<CallRow>(terms, columns, tileRow);
            else DoubleRow<PutRow>(terms, columns, tileRow);
            var start = tile * ShockColumns.TileLength;
            var used = Math.Min(shocks.Count - start, ShockColumns.TileLength);
            new Span<double>(tileRow, used).CopyTo(row[start..]);
        }
    }

    private static void FillStrike(OptionUnit unit, int strike, in TileColumns<TVector, TLanes> columns, int tile, int used, RiskArrayStore store)
    {
        var terms = new StrikeTerms(unit, strike);
        var call = unit.CallOf[strike];
        var put = unit.PutOf[strike];
        if (put == OptionUnit.None)
        {
            var row = store.Row(tile, call);
            SingleRows<CallRow>(terms, columns, used, row, row, ref store.MaxAbs[call], ref store.MaxAbs[call]);
        }
        else if (call == OptionUnit.None)
        {
            var row = store.Row(tile, put);
            SingleRows<PutRow>(terms, columns, used, row, row, ref store.MaxAbs[put], ref store.MaxAbs[put]);
        }
        else
        {
            SingleRows<ParityRows>(terms, columns, used, store.Row(tile, call), store.Row(tile, put), ref store.MaxAbs[call], ref store.MaxAbs[put]);
        }
    }

    // Two vectors of doubles make one full vector of floats.
    private static void SingleRows<TKind>(
        in StrikeTerms terms, in TileColumns<TVector, TLanes> columns, int used, float* callRow, float* putRow, ref float callMax, ref float putMax)
        where TKind : struct, IRowKind
    {
        var largestCall = TLanes.Broadcast(0);
        var largestPut = TLanes.Broadcast(0);
        for (var s = 0; s < used; s += 2 * TLanes.Count)
        {
            Rows<TKind>(terms, columns, s, out var lowerCall, out var lowerPut);
            Rows<TKind>(terms, columns, s + TLanes.Count, out var upperCall, out var upperPut);
            if (TKind.HasCall)
            {
                TLanes.StoreSingles(callRow + s, lowerCall, upperCall);
                largestCall = TLanes.Max(largestCall, TLanes.Max(TLanes.Abs(lowerCall), TLanes.Abs(upperCall)));
            }

            if (TKind.HasPut)
            {
                TLanes.StoreSingles(putRow + s, lowerPut, upperPut);
                largestPut = TLanes.Max(largestPut, TLanes.Max(TLanes.Abs(lowerPut), TLanes.Abs(upperPut)));
            }
        }

        // Rounding is monotone, so this is the largest of the stored floats too.
        if (TKind.HasCall) callMax = Math.Max(callMax, (float)TLanes.LargestLane(largestCall));
        if (TKind.HasPut) putMax = Math.Max(putMax, (float)TLanes.LargestLane(largestPut));
    }

    private static void DoubleRow<TKind>(in StrikeTerms terms, in TileColumns<TVector, TLanes> columns, double* row)
        where TKind : struct, IRowKind
    {
        for (var s = 0; s < ShockColumns.TileLength; s += TLanes.Count)
        {
            Rows<TKind>(terms, columns, s, out var call, out var put);
            TLanes.Store(row + s, TKind.HasCall ? call : put);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows<TKind>(in StrikeTerms terms, in TileColumns<TVector, TLanes> columns, int s, out TVector call, out TVector put)
        where TKind : struct, IRowKind
    {
        var logMoneyness = TLanes.Add(terms.LogMoneyness, TLanes.Load(columns.LogRatio + s));
        var forward = TLanes.Multiply(terms.ForwardUsd, TLanes.Load(columns.Ratio + s));
        var totalVol = TLanes.Multiply(terms.VolAnnual, TLanes.Load(columns.RootTime + s));
        var inverseTotalVol = TLanes.Multiply(terms.InverseVol, TLanes.Load(columns.InverseRootTime + s));
        var timeValue = Black76Kernel<TVector, TLanes>.TimeValue(logMoneyness, forward, totalVol, inverseTotalVol, out var d1, out var d2);

        var weight = TLanes.Load(columns.Weight + s);
        var dampening = TLanes.Load(columns.Dampening + s);
        call = default;
        put = default;
        if (TKind.HasCall)
        {
            var price = Black76Kernel<TVector, TLanes>.Call(timeValue, forward, terms.StrikeUsd, d1, d2);
            call = TLanes.MultiplySubtract(price, weight, TLanes.Multiply(terms.CallValueUsd, dampening));
        }

        if (TKind.HasPut)
        {
            var price = Black76Kernel<TVector, TLanes>.Put(timeValue, forward, terms.StrikeUsd, d1, d2);
            put = TLanes.MultiplySubtract(price, weight, TLanes.Multiply(terms.PutValueUsd, dampening));
        }
    }

    private static void Screen(int instrument, RiskArrayStore store)
    {
        if (instrument == OptionUnit.None) return;
        if (store.Status[instrument] is { } reason) store.Withdraw(instrument, reason);
        else if (!float.IsFinite(store.MaxAbs[instrument])) store.Withdraw(instrument, Unavailable.OutOfRange);
    }

    /// <summary>A strike's numbers in every lane.</summary>
    private readonly struct StrikeTerms
    {
        public readonly TVector LogMoneyness;
        public readonly TVector VolAnnual;
        public readonly TVector InverseVol;
        public readonly TVector ForwardUsd;
        public readonly TVector StrikeUsd;
        public readonly TVector CallValueUsd;
        public readonly TVector PutValueUsd;

        public StrikeTerms(OptionUnit unit, int strike)
        {
            LogMoneyness = TLanes.Broadcast(unit.LogMoneyness[strike]);
            VolAnnual = TLanes.Broadcast(unit.VolAnnual[strike]);
            InverseVol = TLanes.Broadcast(unit.InverseVol[strike]);
            ForwardUsd = TLanes.Broadcast(unit.ForwardUsd[strike]);
            StrikeUsd = TLanes.Broadcast(unit.StrikeUsd[strike]);
            CallValueUsd = TLanes.Broadcast(unit.CallValueUsd[strike]);
            PutValueUsd = TLanes.Broadcast(unit.PutValueUsd[strike]);
        }
    }
}
