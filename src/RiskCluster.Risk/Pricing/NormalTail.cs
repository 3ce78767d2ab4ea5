using System.Runtime.CompilerServices;

namespace RiskCluster.Risk.Pricing;

/// <summary>The tail of the standard normal distribution as N(-x) = exp(-x^2/2) M(x), x >= 0, without branches.</summary>
/// <remarks>
/// <para>
/// M(x) = erfcx(x / sqrt 2) / 2 falls smoothly from 1/2 to 1/(x sqrt(2 pi)), so one rational P/Q of degree 9 over 10 serves the whole half-line. Its
/// coefficients were found at 70 digits: P - M Q = 0 at 20 nodes in t = x / (x + 3), the nodes moved until the weighted error was equal between all of them
/// (the minimax condition), then Q made monic and all rounded to double. The weight lets the relative error of M grow from 5e-18 at 0 to 2.6e-15 where
/// exp(-x^2/2) is small. All coefficients are positive: no cancellation.
/// </para>
/// <para>2^r on [-1/2, 1/2] is the polynomial of degree 11 through 2^0 = 1 and (2^r - 1)/r at 11 Chebyshev nodes; relative error 1e-17 before rounding.</para>
/// </remarks>
internal static class NormalTail<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    // exp(-x^2/2) = 2^(x^2 * this).
    private const double MinusHalfLog2E = -0.72134752044448170;

    // 2^-1020: the smallest power that keeps every product in TimeValue a normal number.
    private const double SmallestExponent = -1020;

    // Adding 1.5 * 2^52 rounds a small number to an integer and leaves that integer in the low bits.
    private const double RoundingShift = 6755399441055744.0;

    /// <summary>M(x) = p / q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fraction(TVector x, out TVector p, out TVector q)
    {
        p = TLanes.MultiplyAdd(TLanes.Broadcast(0.39894228040143165), x, TLanes.Broadcast(10.693497049213185));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(140.11411610953238));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(1161.9238456849432));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(6671.874606479324));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(27419.53913781143));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(80663.14152777105));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(164450.62466962545));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(212859.43202986958));
        p = TLanes.MultiplyAdd(p, x, TLanes.Broadcast(136053.57854414184));

        q = TLanes.Add(x, TLanes.Broadcast(26.80462205823515));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(352.21400511719116));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(2939.3157863261686));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(17073.123559727173));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(71589.49307428427));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(218224.01976424156));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(475389.6420206341));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(705750.9760760557));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(642828.9635844403));
        q = TLanes.MultiplyAdd(q, x, TLanes.Broadcast(272107.1570882837));
    }

    /// <summary>exp(-x^2/2), not below 2^-1020.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Bell(TVector x)
    {
        var exponent = TLanes.Multiply(TLanes.Multiply(x, x), TLanes.Broadcast(MinusHalfLog2E));
        exponent = TLanes.Max(exponent, TLanes.Broadcast(SmallestExponent));
        var shift = TLanes.Broadcast(RoundingShift);
        var shifted = TLanes.Add(exponent, shift);
        var r = TLanes.Subtract(exponent, TLanes.Subtract(shifted, shift));

        var power = TLanes.MultiplyAdd(TLanes.Broadcast(4.4549605981865184e-10), r, TLanes.Broadcast(7.0725859492692237e-9));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(1.0178062445845774e-7));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(1.3215442587921690e-6));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(0.000015252733829836118));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(0.00015403530441736050));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(0.0013333558146416935));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(0.0096181291076068885));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(0.055504108664821594));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(0.24022650695910098));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(0.69314718055994531));
        power = TLanes.MultiplyAdd(power, r, TLanes.Broadcast(1));
        return TLanes.ScaleByPowerOfTwo(power, shifted);
    }
}
