using System.Numerics;

namespace RiskCluster.Core.Attestation;

/// <summary>A point of y^2 = x^3 + 7 as (X / Z^2, Y / Z^3), so that sums need no division; Z = 0 is the point at infinity.</summary>
internal readonly record struct JacobianPoint(BigInteger X, BigInteger Y, BigInteger Z, BigInteger P)
{
    public static JacobianPoint Infinity(BigInteger p) => new(1, 1, 0, p);

    public static JacobianPoint Of(CurvePoint point, BigInteger p) => new(point.X, point.Y, 1, p);

    public JacobianPoint Double()
    {
        if (Z.IsZero || Y.IsZero) return Infinity(P);
        var square = Y * Y % P;
        var s = 4 * X * square % P;
        var m = 3 * X * X % P;
        var x = Positive((m * m - 2 * s) % P);
        return new(x, Positive((m * (s - x) - 8 * square * square) % P), 2 * Y * Z % P, P);
    }

    public JacobianPoint Plus(CurvePoint other)
    {
        if (Z.IsZero) return Of(other, P);
        var zz = Z * Z % P;
        var h = Positive((other.X * zz - X) % P);
        var r = Positive((other.Y * zz % P * Z - Y) % P);
        if (h.IsZero) return r.IsZero ? Double() : Infinity(P);
        var hh = h * h % P;
        var hhh = h * hh % P;
        var v = X * hh % P;
        var x = Positive((r * r - hhh - 2 * v) % P);
        return new(x, Positive((r * (v - x) - Y * hhh) % P), Z * h % P, P);
    }

    /// <summary>Null for the point at infinity.</summary>
    public CurvePoint? ToPoint()
    {
        if (Z.IsZero) return null;
        var inverse = BigInteger.ModPow(Z, P - 2, P);
        var square = inverse * inverse % P;
        return new(X * square % P, Y * square % P * inverse % P);
    }

    private BigInteger Positive(BigInteger rest) => rest.Sign < 0 ? rest + P : rest;
}
