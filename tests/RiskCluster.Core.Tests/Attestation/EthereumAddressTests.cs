using System.Text;
using System.Text.Json;
using RiskCluster.Core.Attestation;
using RiskCluster.Core.Json;

namespace RiskCluster.Core.Tests.Attestation;

public sealed class EthereumAddressTests
{
    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    [InlineData("0x0000000000000000000000000000000000000000")]
    public void The_checksum_is_that_of_EIP_55_and_one_case_reads_too(string text)
    {
        EthereumAddress.Parse(text).ToString().ShouldBe(text);
        EthereumAddress.Parse(text.ToLowerInvariant()).ToString().ShouldBe(text);
        EthereumAddress.Parse("0x" + text[2..].ToUpperInvariant()).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")]
    [InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedff")]
    [InlineData("0xg000000000000000000000000000000000000000")]
    public void A_wrong_checksum_or_shape_is_refused(string text)
    {
        EthereumAddress.TryParse(text, null, out _).ShouldBeFalse();
        Should.Throw<JsonException>(() => CoreJson.Read<EthereumAddress>(Encoding.UTF8.GetBytes($"\"{text}\""))).Message.ShouldContain("EIP-55");
    }

    [Fact]
    public void Addresses_are_ordered_as_the_numbers_that_they_are()
    {
        var (small, great) = (EthereumAddress.Parse("0x00000001ffffffffffffffffffffffffffffffff"), EthereumAddress.Parse("0x0000000200000000000000000000000000000000"));
        new[] { (small < great), (great > small), (small <= great), !(small >= great) }.ShouldAllBe(holds => holds);
    }
}
