using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RiskCluster.Risk.Engine;

/// <summary>The float operations that the netting and tail kernels need, at one vector width. A kernel is written once over this and compiled for each width.</summary>
/// <typeparam name="TVector">The raw vector type, so that values stay in registers.</typeparam>
internal unsafe interface IFloatLanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Width { get; }

    static abstract TVector Broadcast(float value);

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* target);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left * right + addend, rounded once, so that every width gives the same bits.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Min(TVector left, TVector right);

    /// <summary>Bit i is set when lane i of <paramref name="left"/> is below that of <paramref name="right"/>.</summary>
    static abstract ulong LessThanMask(TVector left, TVector right);
}

/// <summary>Sixteen floats: AVX-512.</summary>
internal readonly unsafe struct FloatLanes16 : IFloatLanes<Vector512<float>>
{
    public static int Width => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) => Vector512.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> left, Vector512<float> right) => Vector512.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong LessThanMask(Vector512<float> left, Vector512<float> right) => Vector512.LessThan(left, right).ExtractMostSignificantBits();
}

/// <summary>Eight floats: AVX2.</summary>
internal readonly unsafe struct FloatLanes8 : IFloatLanes<Vector256<float>>
{
    public static int Width => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) => Vector256.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> left, Vector256<float> right) => Vector256.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong LessThanMask(Vector256<float> left, Vector256<float> right) => Vector256.LessThan(left, right).ExtractMostSignificantBits();
}

/// <summary>One float: no vector hardware.</summary>
internal readonly unsafe struct FloatLanes1 : IFloatLanes<float>
{
    public static int Width => 1;

    public static float Broadcast(float value) => value;

    public static float Load(float* source) => *source;

    public static void Store(float value, float* target) => *target = value;

    public static float Add(float left, float right) => left + right;

    public static float MultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    public static float Min(float left, float right) => left < right ? left : right;

    public static ulong LessThanMask(float left, float right) => left < right ? 1UL : 0UL;
}
