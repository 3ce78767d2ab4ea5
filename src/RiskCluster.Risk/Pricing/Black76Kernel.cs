using System.Runtime.CompilerServices;

namespace RiskCluster.Risk.Pricing;

/// <summary>Black-76 without branches, for many options or scenarios at once (MODEL INS-2). One source for every width of <see cref="ILanes{TVector}"/>.</summary>
/// <remarks>
/// <para>
/// With v = sigma sqrt(T), d1 = ln(F/K)/v + v/2, d2 = d1 - v and N(-x) = exp(-x^2/2) M(x) for x >= 0, the identity
/// F exp(-d1^2/2) = K exp(-d2^2/2) leaves one exponential, and a common denominator one division:
/// </para>
/// <code>
/// E    = F exp(-d1^2/2) (s2 M(|d2|) - s1 M(|d1|)),   s = sign(d)
/// call = F [d1 >= 0] - K [d2 >= 0] + E,   put = K [d2 &lt; 0] - F [d1 &lt; 0] + E
/// </code>
/// <para>
/// Domain: v in [<see cref="TotalVolFloor"/>, 1e12], finite F and K up to 1e30; |ln(F/K)/v| is cut at 1e10 and exp(-d1^2/2) at 1e-307, so nothing is NaN,
/// infinite or subnormal on the way. Error of a price: at most 1e-15 max(F, K); relative at most 1e-12 where |d1|, |d2| &lt;= 37 and |d1| &lt;= 1000 v
/// (nearer to expiry the two tails cancel). A d is never the negative zero, because v > 0.
/// </para>
/// </remarks>
internal static class Black76Kernel<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Smaller total vols are raised to this one: an option without time or vol is worth its intrinsic value to 1e-18 of the forward.</summary>
    public const double TotalVolFloor = 1e-18;

    private const double StandardizedMoneynessLimit = 1e10;
    private const double InverseRootTwoPi = 0.3989422804014327;

    /// <summary>E of the remarks, and d1 and d2.</summary>
    /// <param name="logMoneyness">ln(F/K).</param>
    /// <param name="forward">F, in the unit wanted for E.</param>
    /// <param name="totalVol">v, at least <see cref="TotalVolFloor"/>.</param>
    /// <param name="inverseTotalVol">1/v.</param>
    /// <param name="d1">ln(F/K)/v + v/2.</param>
    /// <param name="d2">ln(F/K)/v - v/2.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TimeValue(TVector logMoneyness, TVector forward, TVector totalVol, TVector inverseTotalVol, out TVector d1, out TVector d2)
    {
        Moneyness(logMoneyness, totalVol, inverseTotalVol, out d1, out d2);
        NormalTail<TVector, TLanes>.Fractions(TLanes.Abs(d1), TLanes.Abs(d2), out var p1, out var q1, out var p2, out var q2);
        var numerator = TLanes.MultiplyAdd(TLanes.FlipSign(p2, d2), q1, TLanes.FlipOppositeSign(TLanes.Multiply(p1, q2), d1));
        var scale = TLanes.Multiply(forward, NormalTail<TVector, TLanes>.Bell(d1));
        return TLanes.Multiply(scale, TLanes.Divide(numerator, TLanes.Multiply(q1, q2)));
    }

    /// <summary>The call's price, in the unit of <paramref name="forward"/> and <paramref name="strike"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Call(TVector timeValue, TVector forward, TVector strike, TVector d1, TVector d2) =>
        TLanes.Add(TLanes.Subtract(TLanes.WhereNotNegative(d1, forward), TLanes.WhereNotNegative(d2, strike)), timeValue);

    /// <summary>The put's price, in the unit of <paramref name="forward"/> and <paramref name="strike"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Put(TVector timeValue, TVector forward, TVector strike, TVector d1, TVector d2) =>
        TLanes.Add(TLanes.Subtract(TLanes.WhereNegative(d2, strike), TLanes.WhereNegative(d1, forward)), timeValue);

    /// <summary>The Greeks that the call and the put of a strike are made of.</summary>
    /// <param name="logMoneyness">ln(F/K).</param>
    /// <param name="totalVol">v, at least <see cref="TotalVolFloor"/>.</param>
    /// <param name="inverseTotalVol">1/v.</param>
    /// <param name="callDelta">N(d1).</param>
    /// <param name="putDelta">-N(-d1), without the cancellation of N(d1) - 1.</param>
    /// <param name="density">phi(d1): gamma = phi / (F v), vega = F phi sqrt(T), theta = -F phi v / (2 T).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Greeks(
        TVector logMoneyness, TVector totalVol, TVector inverseTotalVol, out TVector callDelta, out TVector putDelta, out TVector density)
    {
        Moneyness(logMoneyness, totalVol, inverseTotalVol, out var d1, out _);
        var bell = NormalTail<TVector, TLanes>.Bell(d1);
        var x = TLanes.Abs(d1);
        NormalTail<TVector, TLanes>.Fractions(x, x, out var p, out var q, out _, out _);
        var signedTail = TLanes.FlipSign(TLanes.Divide(TLanes.Multiply(bell, p), q), d1);
        var one = TLanes.Broadcast(1);
        callDelta = TLanes.Subtract(TLanes.WhereNotNegative(d1, one), signedTail);
        putDelta = TLanes.Subtract(TLanes.Broadcast(0), TLanes.Add(TLanes.WhereNegative(d1, one), signedTail));
        density = TLanes.Multiply(bell, TLanes.Broadcast(InverseRootTwoPi));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Moneyness(TVector logMoneyness, TVector totalVol, TVector inverseTotalVol, out TVector d1, out TVector d2)
    {
        var limit = TLanes.Broadcast(StandardizedMoneynessLimit);
        var standardized = TLanes.Multiply(logMoneyness, inverseTotalVol);
        standardized = TLanes.Max(TLanes.Min(standardized, limit), TLanes.Broadcast(-StandardizedMoneynessLimit));
        d1 = TLanes.MultiplyAdd(TLanes.Broadcast(0.5), totalVol, standardized);
        d2 = TLanes.MultiplyAdd(TLanes.Broadcast(-0.5), totalVol, standardized);
    }
}
