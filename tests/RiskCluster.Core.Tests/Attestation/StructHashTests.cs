using RiskCluster.Core.Attestation;

namespace RiskCluster.Core.Tests.Attestation;

/// <summary>EIP-712 hashes against another library.</summary>
public sealed class StructHashTests
{
    [Fact]
    public void Domain_margin_attestation_and_cycle_have_the_hashes_of_another_library()
    {
        AttestationSample.Domain.Separator().ToString().ShouldBe("0x274117aa488d8f8b8122dd2c7662060ae22de3c5ef78fc58d4c361605ca517d1");
        AttestationSample.Margin.StructHash().ToString().ShouldBe("0x4a1deef2c481e23c69123e4509129174514e021cf99706d04312494d4020a94e");
        AttestationSample.Attestation.StructHash().ToString().ShouldBe("0x797e208a1850a8fbe59dc92fbf28d39423d19876e4b4e12e282100d45a21bccf");
        AttestationSample.Domain.Digest(AttestationSample.Attestation.StructHash()).ToString().ShouldBe("0x61db3f7a9cfc23986b23e1da03b0dac3c48775c396af28e5862b442238f5800a");
        var cycle = new CycleAttestation(AttestationSample.Filled(0x33), 3, 1_770_220_800_000, 7, AttestationSample.Filled(0x22), 1_770_220_800_123, 1_770_220_860_123);
        AttestationSample.Domain.Digest(cycle.StructHash()).ToString().ShouldBe("0x345a151b8e8b1809bb35c89640f5376fe576321e09e42a9c847375e1790b157e");
    }

    [Fact]
    public void Nothing_signed_for_one_contract_or_chain_is_signed_for_another()
    {
        var (domain, hash) = (AttestationSample.Domain, AttestationSample.Attestation.StructHash());
        new[] { domain, domain with { ChainId = 1 }, domain with { VerifyingContract = EthereumAddress.Parse("0x0000000000000000000000000000000000000001") } }
            .Select(other => other.Digest(hash)).Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("1e18", "1000000000000000000000000")]
    [InlineData("-0.000001", "-1")]
    [InlineData("2.50", "2500000")]
    public void An_amount_is_a_whole_number_of_millionths(string usd, string units) =>
        MicroUsd.Of(decimal.Parse(usd, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)).ToString().ShouldBe(units);

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("1000000000000000000.000001")]
    public void An_amount_that_would_be_rounded_or_is_too_great_is_refused(string usd) =>
        Should.Throw<ArgumentOutOfRangeException>(() => MicroUsd.Of(decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture)));
}
