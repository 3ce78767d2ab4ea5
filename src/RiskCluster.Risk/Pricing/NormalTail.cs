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

    /// <summary>M(x) = p1 / q1 and M(y) = p2 / q2, side by side: a coefficient is loaded once for both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fractions(TVector x, TVector y, out TVector p1, out TVector q1, out TVector p2, out TVector q2)
    {
        q1 = TLanes.Add(x, TLanes.Broadcast(26.80462205823515));
        q2 = TLanes.Add(y, TLanes.Broadcast(26.80462205823515));
        p1 = TLanes.MultiplyAdd(TLanes.Broadcast(0.39894228040143165), x, TLanes.Broadcast(10.693497049213185));
        p2 = TLanes.MultiplyAdd(TLanes.Broadcast(0.39894228040143165), y, TLanes.Broadcast(10.693497049213185));
        Step(352.21400511719116, x, y, ref q1, ref q2);
        Step(140.11411610953238, x, y, ref p1, ref p2);
        Step(2939.3157863261686, x, y, ref q1, ref q2);
        Step(1161.9238456849432, x, y, ref p1, ref p2);
        Step(17073.123559727173, x, y, ref q1, ref q2);
        Step(6671.874606479324, x, y, ref p1, ref p2);
        Step(71589.49307428427, x, y, ref q1, ref q2);
        Step(27419.53913781143, x, y, ref p1, ref p2);
        Step(218224.01976424156, x, y, ref q1, ref q2);
        Step(80663.14152777105, x, y, ref p1, ref p2);
        Step(475389.6420206341, x, y, ref q1, ref q2);
        Step(164450.62466962545, x, y, ref p1, ref p2);
        Step(705750.9760760557, x, y, ref q1, ref q2);
        Step(212859.43202986958, x, y, ref p1, ref p2);
        Step(642828.9635844403, x, y, ref q1, ref q2);
        Step(136053.57854414184, x, y, ref p1, ref p2);
        Step(272107.1570882837, x, y, ref q1, ref q2);
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

    // One step of Horner's rule in both polynomials.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(double coefficient, TVector x, TVector y, ref TVector atX, ref TVector atY)
    {
        var next = TLanes.Broadcast(coefficient);
        atX = TLanes.MultiplyAdd(atX, x, next);
        atY = TLanes.MultiplyAdd(atY, y, next);
    }
}
