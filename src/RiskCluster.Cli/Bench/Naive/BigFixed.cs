using System.Numerics;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>A real number in binary fixed point with 2,304 bits after the point, series only, nothing shared with the code under test.</summary>
/// <remarks>The series of N(x) reaches exp(x^2/2), 1e305 at x = 37.5, and N(-x) is what is left of 1/2 below 1e-307: that takes 2,040 bits, the rest are good digits.</remarks>
internal readonly record struct BigFixed(BigInteger Scaled)
{
    public const int Bits = 2304;

    public static readonly BigFixed Zero = new(BigInteger.Zero);
    public static readonly BigFixed One = new(BigInteger.One << Bits);
    public static readonly BigFixed Ln2 = 2 * ArTanh(One / 3);
    public static readonly BigFixed Pi = 16 * ArcTanOfInverse(5) - 4 * ArcTanOfInverse(239);

    public static BigFixed operator +(BigFixed a, BigFixed b) => new(a.Scaled + b.Scaled);

    public static BigFixed operator -(BigFixed a, BigFixed b) => new(a.Scaled - b.Scaled);

    public static BigFixed operator -(BigFixed a) => new(-a.Scaled);

    public static BigFixed operator *(BigFixed a, BigFixed b) => new((a.Scaled * b.Scaled) >> Bits);

    public static BigFixed operator *(int a, BigFixed b) => new(a * b.Scaled);

    public static BigFixed operator /(BigFixed a, BigFixed b) => new((a.Scaled << Bits) / b.Scaled);

    public static BigFixed operator /(BigFixed a, int b) => new(a.Scaled / b);

    /// <summary>Exact for every finite double down to 2^-1074.</summary>
    public static BigFixed Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0) exponent = 1;
        else mantissa |= 1L << 52;
        var scaled = (BigInteger)mantissa << (Bits - 1075 + exponent);
        return new(bits < 0 ? -scaled : scaled);
    }

    /// <summary>The nearest double, to within one unit in the last place.</summary>
    public double ToDouble()
    {
        var magnitude = BigInteger.Abs(Scaled);
        var excess = (int)Math.Max(0, magnitude.GetBitLength() - 64);
        var value = Math.ScaleB((double)(magnitude >> excess), excess - Bits);
        return Scaled.Sign < 0 ? -value : value;
    }

    public BigFixed Abs() => new(BigInteger.Abs(Scaled));

    public static BigFixed Sqrt(BigFixed x)
    {
        var target = x.Scaled << Bits;
        if (target.IsZero) return Zero;
        var root = BigInteger.One << (int)((target.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + target / root) >> 1;
            if (next >= root) return new(root);
            root = next;
        }
    }

    /// <summary>e^x by halving x until it is small, the Taylor series, and squaring back.</summary>
    public static BigFixed Exp(BigFixed x)
    {
        const int Halvings = 24;
        var n = (int)BigInteger.Divide(x.Scaled, Ln2.Scaled);
        var r = new BigFixed((x.Scaled - n * Ln2.Scaled) >> Halvings);
        var sum = One;
        var term = One;
        for (var k = 1; !term.Scaled.IsZero; k++)
        {
            term = term * r / k;
            sum += term;
        }

        for (var k = 0; k < Halvings; k++) sum *= sum;
        return new(n >= 0 ? sum.Scaled << n : sum.Scaled >> -n);
    }

    /// <summary>ln x for x > 0: the power of two, then 2 artanh((m - 1)/(m + 1)).</summary>
    public static BigFixed Log(BigFixed x)
    {
        var power = (int)x.Scaled.GetBitLength() - Bits;
        var m = new BigFixed(power >= 0 ? x.Scaled >> power : x.Scaled << -power);
        return power * Ln2 + 2 * ArTanh((m - One) / (m + One));
    }

    /// <summary>Standard normal density.</summary>
    public static BigFixed Density(BigFixed x) => Exp(-(x * x) / 2) / Sqrt(2 * Pi);

    /// <summary>Standard normal distribution: N(x) = 1/2 + phi(x) (x + x^3/3 + x^5/(3*5) + ...), all terms of one sign.</summary>
    public static BigFixed Cdf(BigFixed x)
    {
        var square = x * x;
        var term = x;
        var sum = Zero;
        for (var k = 1; BigInteger.Abs(term.Scaled) > 1; k += 2)
        {
            sum += term;
            term = term * square / (k + 2);
        }

        return One / 2 + Density(x) * sum;
    }

    private static BigFixed ArTanh(BigFixed z)
    {
        var square = z * z;
        var power = z;
        var sum = Zero;
        for (var k = 1; BigInteger.Abs(power.Scaled) > 1; k += 2)
        {
            sum += power / k;
            power *= square;
        }

        return sum;
    }

    private static BigFixed ArcTanOfInverse(int n)
    {
        var power = One / n;
        var sum = Zero;
        for (var k = 1; !power.Scaled.IsZero; k += 2)
        {
            sum += (k % 4 == 1 ? 1 : -1) * (power / k);
            power = power / (n * n);
        }

        return sum;
    }
}
