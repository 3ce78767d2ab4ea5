using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Doubles = System.Runtime.Intrinsics.Vector512<double>;

namespace RiskCluster.Risk.Pricing;

/// <summary>Eight doubles at a time.</summary>
internal readonly struct Vector512Lanes : ILanes<Doubles>
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
    public static Doubles Broadcast(double value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Doubles Load(double* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(double* target, Doubles value) => value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSingles(float* target, Doubles lower, Doubles upper) => Vector512.Narrow(lower, upper).Store(target);

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
    public static Doubles SquareRoot(Doubles value) => Vector512.Sqrt(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles MultiplyAdd(Doubles left, Doubles right, Doubles addend) => Vector512.FusedMultiplyAdd(left, right, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Min(Doubles left, Doubles right) => Vector512.MinNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Max(Doubles left, Doubles right) => Vector512.MaxNative(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Abs(Doubles value) => Vector512.Abs(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles FlipSign(Doubles value, Doubles sign) => value ^ (sign & Vector512.Create(-0.0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles FlipOppositeSign(Doubles value, Doubles sign) => value ^ Vector512.AndNot(Vector512.Create(-0.0), sign);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles WhereNotNegative(Doubles condition, Doubles value) =>
        Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(condition, Doubles.Zero), value, Doubles.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles WhereNegative(Doubles condition, Doubles value) =>
        Vector512.ConditionalSelect(Vector512.LessThan(condition, Doubles.Zero), value, Doubles.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles ScaleByPowerOfTwo(Doubles value, Doubles shifted) =>
        (value.AsInt64() + Vector512.ShiftLeft(shifted.AsInt64(), ExponentShift)).AsDouble();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LargestLane(Doubles value) => Vector256Lanes.LargestLane(Vector256.MaxNative(value.GetLower(), value.GetUpper()));
}
