using System.Numerics;

namespace RiskCluster.Core.Attestation;

/// <summary>A point of secp256k1 other than the one at infinity.</summary>
internal readonly record struct CurvePoint(BigInteger X, BigInteger Y)
{
    public EthereumAddress Address()
    {
        Span<byte> coordinates = stackalloc byte[64];
        Secp256k1.Word(X).CopyTo(coordinates);
        Secp256k1.Word(Y).CopyTo(coordinates[32..]);
        return EthereumAddress.OfKey(coordinates);
    }
}
