using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Doubles = System.Runtime.Intrinsics.Vector256<double>;

namespace RiskCluster.Risk.Pricing;

/// <summary>Four doubles at a time.</summary>
internal readonly struct Vector256Lanes : ILanes<Doubles>
{
    private const int ExponentShift = 52;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Doubles.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Broadcast(double value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Doubles Load(double* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(double* target, Doubles value) => value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSingles(float* target, Doubles lower, Doubles upper) => Vector256.Narrow(lower, upper).Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Add(Doubles left, Doubles right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Subtract(Doubles left, Doubles right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Multiply(Doubles left, Doubles right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Divide(Doubles left, Doubles right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles SquareRoot(Doubles value) => Vector256.Sqrt(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles MultiplyAdd(Doubles left, Doubles right, Doubles addend) => Vector256.FusedMultiplyAdd(left, right, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Min(Doubles left, Doubles right) => Vector256.MinNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Max(Doubles left, Doubles right) => Vector256.MaxNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Abs(Doubles value) => Vector256.Abs(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles FlipSign(Doubles value, Doubles sign) => value ^ (sign & Vector256.Create(-0.0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles FlipOppositeSign(Doubles value, Doubles sign) => value ^ Vector256.AndNot(Vector256.Create(-0.0), sign);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles WhereNotNegative(Doubles condition, Doubles value) =>
        Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(condition, Doubles.Zero), value, Doubles.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles WhereNegative(Doubles condition, Doubles value) =>
        Vector256.ConditionalSelect(Vector256.LessThan(condition, Doubles.Zero), value, Doubles.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles ScaleByPowerOfTwo(Doubles value, Doubles shifted) =>
        (value.AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), ExponentShift)).AsDouble();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LargestLane(Doubles value)
    {
        var pair = Vector128.MaxNative(value.GetLower(), value.GetUpper());
        return ScalarLanes.Max(pair.ToScalar(), pair.GetElement(1));
    }
}
