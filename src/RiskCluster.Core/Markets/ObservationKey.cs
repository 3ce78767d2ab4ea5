using System.Numerics;

namespace RiskCluster.Core.Markets;

/// <summary>The public key of a source on the curve P-256, as SubjectPublicKeyInfo in base64 (what stands between the lines of a PEM file).</summary>
public static class ObservationKey
{
    /// <summary>The rule, for error messages.</summary>
    public const string Rule = "is an uncompressed point of P-256 as SubjectPublicKeyInfo, 91 bytes in base64";

    private const int CoordinateBytes = 32;
    private static readonly byte[] Prefix = Convert.FromHexString("3059301306072A8648CE3D020106082A8648CE3D03010703420004");
    private static readonly BigInteger P = Number(Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"));
    private static readonly BigInteger B = Number(Convert.FromHexString("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"));

    /// <summary>True for a key of that rule whose point lies on the curve.</summary>
    public static bool IsValid(string publicKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        Span<byte> bytes = stackalloc byte[Prefix.Length + 2 * CoordinateBytes];
        if (!Convert.TryFromBase64String(publicKey, bytes, out var count) || count != bytes.Length || !bytes.StartsWith(Prefix)) return false;
        // One spelling a key, so that the same key is the same text.
        if (Convert.ToBase64String(bytes) != publicKey) return false;
        var (x, y) = (Number(bytes.Slice(Prefix.Length, CoordinateBytes)), Number(bytes[(Prefix.Length + CoordinateBytes)..]));
        return x < P && y < P && (y * y - x * x * x + 3 * x - B) % P == 0;
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
