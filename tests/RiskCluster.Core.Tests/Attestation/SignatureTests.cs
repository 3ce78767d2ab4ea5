using System.Numerics;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Attestation;

namespace RiskCluster.Core.Tests.Attestation;

public sealed class SignatureTests
{
    private static readonly Hash256 Digest = AttestationSample.Domain.Digest(AttestationSample.Attestation.StructHash());

    [Fact]
    public void Signers_of_another_library_are_recovered()
    {
        foreach (var signature in AttestationSample.Signatures) signature.Recover(Digest).ShouldBe(signature.Signer);
    }

    [Fact]
    public void The_other_form_of_a_signature_is_nobodys()
    {
        var (signature, order) = (AttestationSample.Signatures[0], Secp256k1.Order);
        var s = order - Secp256k1.Number(signature.S);
        Secp256k1.Recover(Digest, Secp256k1.Number(signature.R), s, signature.V == 27).ShouldBe(signature.Signer, "the curve alone would take it");
        (signature with { S = Secp256k1.Word(s), V = 55 - signature.V }).Recover(Digest).ShouldBeNull();
        AttestationSignature.Of(Digest, Secp256k1.Number(signature.R), s, signature.Signer).ShouldBe(signature, "it is brought into the one form");
    }

    [Fact]
    public void Whatever_is_changed_recovers_somebody_else_or_nobody()
    {
        var signature = AttestationSample.Signatures[1];
        foreach (var other in new[]
        {
            signature with { V = 55 - signature.V }, signature with { V = 0 }, signature with { V = 29 }, signature with { R = Hash256.Zero }, signature with { S = Hash256.Zero },
            signature with { R = Secp256k1.Word(Secp256k1.Order) }, signature with { R = AttestationSample.Filled(0xFF) }, signature with { R = new(signature.R.High, signature.R.Low ^ 1) },
        })
            other.Recover(Digest).ShouldNotBe(signature.Signer);
        signature.Recover(new(Digest.High ^ 1, Digest.Low)).ShouldNotBe(signature.Signer);
        Should.Throw<ArgumentException>(() => AttestationSignature.Of(Digest, Secp256k1.Number(signature.R), Secp256k1.Number(signature.S), AttestationSample.Signatures[0].Signer));
    }

    [Fact]
    public void Signatures_of_the_platform_are_recovered_to_the_platforms_key() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            using var key = ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.10"));
            var point = key.ExportParameters(false).Q;
            var signer = Secp256k1.AddressOf(Hash256.Of(point.X), Hash256.Of(point.Y));
            var digest = Keccak256.Of(BitConverter.GetBytes(seed));
            var bytes = key.SignHash(digest.ToBytes());
            var signature = AttestationSignature.Of(digest, Number(bytes.AsSpan(0, 32)), Number(bytes.AsSpan(32)), signer);
            return signature.Recover(digest) == signer && Secp256k1.Number(signature.S) <= Secp256k1.HalfOrder;
        }));

    [Fact]
    public void A_point_beside_the_curve_has_no_address() => Should.Throw<ArgumentException>(() => Secp256k1.AddressOf(AttestationSample.Filled(1), AttestationSample.Filled(2)));

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
