using System.Text;
using RiskCluster.Core.Attestation;

namespace RiskCluster.Core.Tests.Attestation;

public sealed class Keccak256Tests
{
    [Fact]
    public void Abc_has_the_published_hash() => Keccak256.Of(Encoding.ASCII.GetBytes("abc")).ToString().ShouldBe("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");

    // The rate is 136 bytes: one less, whole, one more, and the same again two blocks on. Byte i is i modulo 251.
    [Theory]
    [InlineData(0, "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData(1, "0xbc36789e7a1e281436464229828f817d6612f7b477d66591ff96a9e064bcc98a")]
    [InlineData(135, "0xcbdfd9dee5faad3818d6b06f95a219fd290b0e1706f6a82e5a595b9ce9faca62")]
    [InlineData(136, "0x7ce759f1ab7f9ce437719970c26b0a66ff11fe3e38e17df89cf5d29c7d7f807e")]
    [InlineData(137, "0xac73d4fae68b8453f764007c1a20ce95994187861f0c3227a3a8e99a73a3b1db")]
    [InlineData(271, "0x27eceb59ebc3dc8a04a5b135be641591a7278540e4556a2ba9f408194e666ec3")]
    [InlineData(272, "0x8e2476e65823b24d96ebe239f2c1534cdf763e689e2410c3b1cb0c74e6177bfc")]
    [InlineData(273, "0x3f02f134370e4debb95140ef49ddd3aed8c65ff1ed83a43f1b269421f179c5f9")]
    [InlineData(1000, "0xaf692982e84a5a9688359025660a7857cd28ee7c8d867cfa1677baf2e6d1f63b")]
    public void Lengths_around_the_rate_have_the_hashes_of_another_implementation(int length, string hash) =>
        Keccak256.Of([.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))]).ToString().ShouldBe(hash);
}
