using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Engine;

/// <summary>What the 64 scenarios of a tile do to every option of one expiry; lives on the stack of the fill.</summary>
/// <typeparam name="TVector">See <see cref="ILanes{TVector}"/>.</typeparam>
/// <typeparam name="TLanes">The width.</typeparam>
internal readonly unsafe ref struct TileColumns<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Doubles of scratch space that a tile needs, 64-byte alignment included.</summary>
    public const int ScratchLength = 10 * ShockColumns.TileLength + AlignmentBytes / sizeof(double);

    /// <summary>Smaller roots of time are raised to this one, so that an expired option is priced at its intrinsic value without a branch.</summary>
    public const double RootTimeFloor = 1e-9;

    private const int AlignmentBytes = 64;
    private const double RootTimeCeiling = 1e6;

    /// <summary>Columns in <paramref name="scratch"/>, which must hold <see cref="ScratchLength"/> doubles and stay where it is.</summary>
    public TileColumns(double* scratch)
    {
        LogRatio = (double*)(((nint)scratch + AlignmentBytes - 1) & -AlignmentBytes);
        Ratio = LogRatio + ShockColumns.TileLength;
        RootTime = Ratio + ShockColumns.TileLength;
        InverseRootTime = RootTime + ShockColumns.TileLength;
        Weight = InverseRootTime + ShockColumns.TileLength;
        Dampening = Weight + ShockColumns.TileLength;
        Multiplier = Dampening + ShockColumns.TileLength;
        RootYears = Multiplier + ShockColumns.TileLength;
        CallRow = RootYears + ShockColumns.TileLength;
        PutRow = CallRow + ShockColumns.TileLength;
    }

    /// <summary>ln of shocked over present forward.</summary>
    public double* LogRatio { get; }

    /// <summary>Shocked over present forward.</summary>
    public double* Ratio { get; }

    /// <summary>The vol multiplier that strikes of an expiry share, before it is held at 0: 1 + vol shock + tilt.</summary>
    public double* Multiplier { get; }

    /// <summary>Root of the years left at the horizon.</summary>
    public double* RootYears { get; }

    /// <summary>Vol multiplier times <see cref="RootYears"/>: total vol = sigma times this. Where wings rotate, it is of the strike that <see cref="Rotate"/> was last called for.</summary>
    public double* RootTime { get; }

    /// <summary>1 / <see cref="RootTime"/>.</summary>
    public double* InverseRootTime { get; }

    /// <summary>Dampening times the discount factor at the horizon (1 for inverse options).</summary>
    public double* Weight { get; }

    /// <summary>Weight of the present value.</summary>
    public double* Dampening { get; }

    /// <summary>Room for a call's row; aligned like the columns, because a vector that straddles two cache lines is read slowly after it is written.</summary>
    public double* CallRow { get; }

    /// <summary>Room for a put's row.</summary>
    public double* PutRow { get; }

    /// <summary>Computes the columns of a tile for an expiry.</summary>
    public void Load(ShockColumns shocks, int tile, ExpiryTerms terms, Settlement settlement)
    {
        var start = tile * ShockColumns.TileLength;
        LoadMoves(shocks, start, terms);
        LoadTimes(shocks, start, terms);
        LoadWeights(shocks, start, terms, settlement);
    }

    /// <summary>Puts the vol multipliers of one strike into the scenarios that rotate wings. Others stay, and a scenario of no rotation keeps its bits.</summary>
    /// <param name="shocks">The scenarios.</param>
    /// <param name="tile">Which was loaded.</param>
    /// <param name="linear">Relative vol change of the strike under a full LINEAR rotation.</param>
    /// <param name="abs">The same under ABS.</param>
    public void Rotate(ShockColumns shocks, int tile, double linear, double abs)
    {
        var (first, end) = shocks.Skewed(tile);
        if (first == end) return;
        var linearOfStrike = TLanes.Broadcast(linear);
        var absOfStrike = TLanes.Broadcast(abs);
        fixed (double* linearShare = &shocks.SkewLinear[tile * ShockColumns.TileLength], absShare = &shocks.SkewAbs[tile * ShockColumns.TileLength])
        {
            for (var s = first; s < end; s += TLanes.Count)
            {
                var rotation = TLanes.Add(TLanes.Multiply(TLanes.Load(linearShare + s), linearOfStrike), TLanes.Multiply(TLanes.Load(absShare + s), absOfStrike));
                StoreTime(s, TLanes.Add(TLanes.Load(Multiplier + s), rotation), TLanes.Load(RootYears + s));
            }
        }
    }

    private void LoadMoves(ShockColumns shocks, int start, ExpiryTerms terms)
    {
        var share = terms.FloatingShare;
        if (share >= 1)
        {
            shocks.LogRatio.AsSpan(start, ShockColumns.TileLength).CopyTo(new Span<double>(LogRatio, ShockColumns.TileLength));
            shocks.Ratio.AsSpan(start, ShockColumns.TileLength).CopyTo(new Span<double>(Ratio, ShockColumns.TileLength));
            return;
        }

        for (var s = 0; s < ShockColumns.TileLength; s++)
        {
            Ratio[s] = 1 + share * (shocks.Ratio[start + s] - 1);
            LogRatio[s] = Math.Log(Ratio[s]);
        }
    }

    private void LoadTimes(ShockColumns shocks, int start, ExpiryTerms terms)
    {
        var zero = TLanes.Broadcast(0);
        var one = TLanes.Broadcast(1);
        var termFactor = TLanes.Broadcast(terms.TermFactor);
        var maturity = TLanes.Broadcast(terms.MaturityYears);
        var factor = TLanes.Broadcast(terms.VolShockFactor);
        fixed (double* shock = &shocks.VolShock[start], term = &shocks.Term[start], horizon = &shocks.HorizonYears[start])
        {
            for (var s = 0; s < ShockColumns.TileLength; s += TLanes.Count)
            {
                var shift = TLanes.Add(TLanes.Multiply(TLanes.Load(shock + s), factor), TLanes.Multiply(TLanes.Load(term + s), termFactor));
                var multiplier = TLanes.Add(shift, one);
                var years = TLanes.Max(TLanes.Subtract(maturity, TLanes.Load(horizon + s)), zero);
                var rootYears = TLanes.SquareRoot(years);
                TLanes.Store(Multiplier + s, multiplier);
                TLanes.Store(RootYears + s, rootYears);
                StoreTime(s, multiplier, rootYears);
            }
        }
    }

    private void StoreTime(int s, TVector multiplier, TVector rootYears)
    {
        var root = TLanes.Multiply(TLanes.Max(multiplier, TLanes.Broadcast(0)), rootYears);
        root = TLanes.Min(TLanes.Max(root, TLanes.Broadcast(RootTimeFloor)), TLanes.Broadcast(RootTimeCeiling));
        TLanes.Store(RootTime + s, root);
        TLanes.Store(InverseRootTime + s, TLanes.Divide(TLanes.Broadcast(1), root));
    }

    private void LoadWeights(ShockColumns shocks, int start, ExpiryTerms terms, Settlement settlement)
    {
        shocks.Dampening.AsSpan(start, ShockColumns.TileLength).CopyTo(new Span<double>(Dampening, ShockColumns.TileLength));
        var discounts = settlement == Settlement.Linear;
        var horizonYears = 0.0;
        var discount = discounts ? terms.Discount : 1;
        for (var s = 0; s < ShockColumns.TileLength; s++)
        {
            // Neighbouring scenarios mostly share a horizon, so the exponential is rarely computed.
            if (discounts && shocks.HorizonYears[start + s] != horizonYears)
            {
                horizonYears = shocks.HorizonYears[start + s];
                discount = Math.Exp(-terms.RateAnnual * Math.Max(terms.MaturityYears - horizonYears, 0));
            }

            Weight[s] = Dampening[s] * discount;
        }
    }
}
