namespace RiskCluster.Risk.Pricing;

/// <summary>The arithmetic of one vector width, so that a kernel is written once and compiled for each.</summary>
/// <typeparam name="TVector">The raw vector: <c>Vector512&lt;double&gt;</c>, <c>Vector256&lt;double&gt;</c> or <c>double</c>.</typeparam>
/// <remarks>Every operation is correctly rounded or exact in each lane, which is why all widths give the same bits. No operand is ever NaN.</remarks>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Doubles in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Broadcast(double value);

    /// <summary>Reads <see cref="Count"/> doubles.</summary>
    static abstract unsafe TVector Load(double* source);

    /// <summary>Writes <see cref="Count"/> doubles.</summary>
    static abstract unsafe void Store(double* target, TVector value);

    /// <summary>Writes two vectors as 2 <see cref="Count"/> floats, each rounded to nearest.</summary>
    static abstract unsafe void StoreSingles(float* target, TVector lower, TVector upper);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left - right.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>left * right.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left / right.</summary>
    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>Square root.</summary>
    static abstract TVector SquareRoot(TVector value);

    /// <summary>left * right + addend, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The smaller.</summary>
    static abstract TVector Min(TVector left, TVector right);

    /// <summary>The larger.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>|value|.</summary>
    static abstract TVector Abs(TVector value);

    /// <summary>value, negated where <paramref name="sign"/> is negative.</summary>
    static abstract TVector FlipSign(TVector value, TVector sign);

    /// <summary>value, negated where <paramref name="sign"/> is not negative.</summary>
    static abstract TVector FlipOppositeSign(TVector value, TVector sign);

    /// <summary>value where <paramref name="condition"/> >= 0, else 0.</summary>
    static abstract TVector WhereNotNegative(TVector condition, TVector value);

    /// <summary>value where <paramref name="condition"/> &lt; 0, else 0.</summary>
    static abstract TVector WhereNegative(TVector condition, TVector value);

    /// <summary>value * 2^n by adding n to the exponent field; n sits in the low bits of <paramref name="shifted"/> = n + 1.5 * 2^52. No overflow check.</summary>
    static abstract TVector ScaleByPowerOfTwo(TVector value, TVector shifted);

    /// <summary>The largest lane.</summary>
    static abstract double LargestLane(TVector value);
}
