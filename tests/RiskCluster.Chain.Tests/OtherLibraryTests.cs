using RiskCluster.Core.Attestation;

namespace RiskCluster.Chain.Tests;

/// <summary>Hashes and signatures against a library that is not ours, on inputs that nobody chose.</summary>
public sealed class OtherLibraryTests(ChainProcess process) : IClassFixture<ChainProcess>
{
    [ChainFact]
    public void Keccak_agrees_on_bytes_of_every_length_up_to_three_blocks()
    {
        var bytes = new byte[3 * 136 + 2];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
            Keccak256.Of(bytes.AsSpan(0, length)).ToString().ShouldBe(process.Ask(new { op = "keccak", data = "0x" + Convert.ToHexStringLower(bytes.AsSpan(0, length)) })["hash"]!.ToString());
    }

    [ChainFact]
    public void Each_recovers_the_signers_of_the_other()
    {
        using var key = Runtime.Attestation.AttestationKey.Create();
        for (var i = 0; i < 20; i++)
        {
            var digest = Keccak256.Of(Guid.NewGuid().ToByteArray());
            var ours = key.Sign(digest);
            process.Ask(new { op = "recover", digest = digest.ToString(), r = ours.R.ToString(), s = ours.S.ToString(), v = ours.V })["signer"]!.ToString().ShouldBe(key.Signer.ToString());
            var theirs = process.Ask(new { op = "sign", from = 2, digest = digest.ToString() });
            var signer = EthereumAddress.Parse("0x6813Eb9362372EEF6200f3b1dbC3f819671cBA69");
            new AttestationSignature(signer, Hash256.Parse(theirs["r"]!.ToString()), Hash256.Parse(theirs["s"]!.ToString()), (int)theirs["v"]!).Recover(digest).ShouldBe(signer);
        }
    }
}
