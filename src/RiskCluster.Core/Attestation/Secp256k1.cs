using System.Numerics;

namespace RiskCluster.Core.Attestation;

/// <summary>The curve y^2 = x^3 + 7 of Ethereum's signatures: who signed, from the signature alone.</summary>
/// <remarks>Exact arithmetic on public numbers, a few milliseconds a recovery. It is not constant in time and must never see a private key.</remarks>
public static class Secp256k1
{
    private static readonly BigInteger P = BigInteger.Pow(2, 256) - BigInteger.Pow(2, 32) - 977;
    private static readonly CurvePoint G = new(
        Number("79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798"), Number("483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8"));

    /// <summary>The order of the group.</summary>
    public static BigInteger Order { get; } = Number("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141");

    /// <summary>The greatest s of a signature in its one accepted form: a signature with n - s would be as good, so chains refuse the greater of the two.</summary>
    public static BigInteger HalfOrder { get; } = Order / 2;

    /// <summary>Who signed; null when the signature is nobody's.</summary>
    /// <param name="digest">What was signed.</param>
    /// <param name="r">x of the signature's point modulo the order; within [1, n).</param>
    /// <param name="s">Within [1, n).</param>
    /// <param name="isOdd">Whether y of that point is odd.</param>
    /// <remarks>Points whose x is the order or more are left out, as on chain: nobody has ever seen one.</remarks>
    public static EthereumAddress? Recover(Hash256 digest, BigInteger r, BigInteger s, bool isOdd)
    {
        if (r.Sign <= 0 || r >= Order || s.Sign <= 0 || s >= Order) return null;
        var square = Modulo(r * r * r + 7, P);
        var y = BigInteger.ModPow(square, (P + 1) / 4, P);
        if (y * y % P != square) return null;
        if (!y.IsEven != isOdd) y = P - y;
        var inverse = BigInteger.ModPow(r, Order - 2, Order);
        var u1 = Modulo(-Number(digest) * inverse, Order);
        var u2 = s * inverse % Order;
        return Sum(u1, G, u2, new(r, y))?.Address();
    }

    /// <summary>The address of a public key.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <exception cref="ArgumentException">Not a point of the curve.</exception>
    public static EthereumAddress AddressOf(Hash256 x, Hash256 y)
    {
        var point = new CurvePoint(Number(x), Number(y));
        if (point.X >= P || point.Y >= P || Modulo(point.Y * point.Y - point.X * point.X * point.X - 7, P) != 0) throw new ArgumentException("is no point of secp256k1", nameof(x));
        return point.Address();
    }

    /// <summary>A word as a number.</summary>
    public static BigInteger Number(Hash256 word) => ((BigInteger)word.High << 128) + word.Low;

    /// <summary>A number as a word.</summary>
    /// <param name="number">Within [0, 2^256).</param>
    public static Hash256 Word(BigInteger number) => new((UInt128)(number >> 128), (UInt128)(number & UInt128.MaxValue));

    private static BigInteger Number(string digits) => new(Convert.FromHexString(digits), isUnsigned: true, isBigEndian: true);

    private static BigInteger Modulo(BigInteger number, BigInteger modulus)
    {
        var rest = number % modulus;
        return rest.Sign < 0 ? rest + modulus : rest;
    }

    /// <summary>a P + b Q, both factors read bit by bit together; null for the point at infinity.</summary>
    private static CurvePoint? Sum(BigInteger a, CurvePoint p, BigInteger b, CurvePoint q)
    {
        var both = JacobianPoint.Of(p, P).Plus(q).ToPoint();
        var sum = JacobianPoint.Infinity(P);
        for (var bit = 255; bit >= 0; bit--)
        {
            sum = sum.Double();
            var (one, other) = (!(a >> bit).IsEven, !(b >> bit).IsEven);
            var term = one && other ? both : one ? p : other ? q : (CurvePoint?)null;
            if (term is { } point) sum = sum.Plus(point);
        }

        return sum.ToPoint();
    }
}
