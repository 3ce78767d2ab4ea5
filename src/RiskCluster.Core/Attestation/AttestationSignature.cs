using System.Numerics;

namespace RiskCluster.Core.Attestation;

/// <summary>A signature as contracts take it: r, s in the lower half of the order, and v, 27 or 28, that tells the signer's key from the other one that would fit.</summary>
/// <param name="Signer">Whose it is said to be; whoever checks recovers the signer.</param>
/// <param name="R">x of the signature's point.</param>
/// <param name="S">At most half of the order.</param>
/// <param name="V">27 when y of the point is even, 28 when it is odd.</param>
public sealed record AttestationSignature(EthereumAddress Signer, Hash256 R, Hash256 S, int V)
{
    /// <summary>Brings what a signing library answers into this form: the lower of s and n - s, and the v under which the signer is recovered.</summary>
    /// <param name="digest">What was signed.</param>
    /// <param name="r">As the library gave it.</param>
    /// <param name="s">As the library gave it.</param>
    /// <param name="signer">Whose key signed.</param>
    /// <exception cref="ArgumentException">The signature is not the signer's.</exception>
    public static AttestationSignature Of(Hash256 digest, BigInteger r, BigInteger s, EthereumAddress signer)
    {
        if (s > Secp256k1.HalfOrder) s = Secp256k1.Order - s;
        foreach (var isOdd in new[] { false, true })
            if (Secp256k1.Recover(digest, r, s, isOdd) == signer)
                return new(signer, Secp256k1.Word(r), Secp256k1.Word(s), isOdd ? 28 : 27);
        throw new ArgumentException($"is not a signature of {signer}", nameof(signer));
    }

    /// <summary>Who signed, by the rules of the contract: s in the lower half, v 27 or 28; null when it is nobody's.</summary>
    public EthereumAddress? Recover(Hash256 digest)
    {
        var s = Secp256k1.Number(S);
        return s > Secp256k1.HalfOrder || V is not (27 or 28) ? null : Secp256k1.Recover(digest, Secp256k1.Number(R), s, V == 28);
    }
}
