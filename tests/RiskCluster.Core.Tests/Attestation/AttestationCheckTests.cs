using System.Text;
using System.Text.Json;
using RiskCluster.Core.Attestation;
using RiskCluster.Core.Json;
using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Tests.Attestation;

public sealed class AttestationCheckTests
{
    private static readonly SignedAttestation Whole = Make();

    /// <summary>What is changed, and how the only fault begins.</summary>
    public static TheoryData<string, Func<SignedAttestation, SignedAttestation>> Faults { get; } = new()
    {
        { "format:", signed => signed with { Format = "riskcluster.attestation/2" } },
        { "domain.chain_id:", signed => signed with { Domain = signed.Domain with { ChainId = 0 } } },
        { "domain.verifying_contract:", signed => signed with { Domain = signed.Domain with { VerifyingContract = EthereumAddress.Zero } } },
        { "attestation.margin.account:", signed => Margin(signed, margin => margin with { Account = "" }) },
        { "attestation.margin.owner:", signed => Margin(signed, margin => margin with { Owner = "" }) },
        { "attestation.margin.initial_margin_usd:", signed => Margin(signed, margin => margin with { InitialMarginUsd = 1 }) },
        { "attestation.margin.maintenance_margin_usd:", signed => Margin(signed, margin => margin with { MaintenanceMarginUsd = -1 }) },
        { "attestation.margin.equity_usd:", signed => Margin(signed, margin => margin with { EquityUsd = 0.0000001m }) },
        { "attestation.margin.owner_maintenance_excess_usd:", signed => Margin(signed, margin => margin with { OwnerMaintenanceExcessUsd = -1e9m }) },
        { "attestation.margin.risk_units:", signed => Margin(signed, margin => margin with { RiskUnits = -1 }) },
        { "attestation.margin.market_seq:", signed => Margin(signed, margin => margin with { MarketSeq = 0 }) },
        { "attestation.margin.timestamp_ms:", signed => Margin(signed, margin => margin with { TimestampMs = 0 }) },
        { "attestation.margin.position_seq:", signed => Margin(signed, margin => margin with { PositionSeq = -1 }) },
        { "attestation.margin.parameters_version:", signed => Margin(signed, margin => margin with { ParametersVersion = -1 }) },
        { "attestation.expiry_ms: is after", signed => signed with { Attestation = signed.Attestation with { ExpiryMs = signed.Attestation.Margin.TimestampMs } } },
        { "digest:", signed => signed with { Digest = Hash256.Zero } },
        { "proof:", signed => signed with { Proof = signed.Proof with { Index = 1 } } },
        { "signatures: there is none", signed => signed with { Signatures = [] } },
        { "signatures[0]:", signed => signed with { Signatures = [signed.Signatures[0] with { Signer = AttestationSample.Domain.VerifyingContract }] } },
        { "signatures[1].signer:", signed => signed with { Signatures = [signed.Signatures[0], signed.Signatures[0]] } },
    };

    [Fact]
    public void A_whole_attestation_names_its_signers()
    {
        var check = AttestationCheck.Of(Whole, Whole.Attestation.ExpiryMs);
        check.Faults.ShouldBeEmpty();
        check.Signers.ShouldBe(Whole.Signatures.Select(signature => signature.Signer));
        AttestationCheck.Of(Whole, 0, Whole.Signatures[1].Signer, EthereumAddress.Zero).Faults.ShouldBeEmpty("one of those who are trusted is enough");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_its_field(string field, Func<SignedAttestation, SignedAttestation> spoil) =>
        AttestationCheck.Of(spoil(Whole), 0).Faults.ShouldHaveSingleItem().ShouldStartWith(field);

    [Fact]
    public void Another_figure_time_account_or_audience_breaks_the_signatures_and_the_digest()
    {
        foreach (var other in new[]
        {
            Margin(Whole, margin => margin with { EquityUsd = margin.EquityUsd + 1 }),
            Margin(Whole, margin => margin with { Account = "deribit/bob" }),
            Margin(Whole, margin => margin with { Status = FigureStatus.Ok }),
            Margin(Whole, margin => margin with { PositionSeq = margin.PositionSeq + 1 }),
            Whole with { Attestation = Whole.Attestation with { ExpiryMs = Whole.Attestation.ExpiryMs + 1 } },
            Whole with { Domain = Whole.Domain with { ChainId = 1 } },
        })
        {
            var faults = AttestationCheck.Of(other, 0).Faults;
            faults.ShouldContain(fault => fault.StartsWith("digest:", StringComparison.Ordinal));
            faults.Count(fault => fault.StartsWith("signatures[", StringComparison.Ordinal)).ShouldBe(3);
        }
    }

    [Fact]
    public void An_old_one_and_one_of_strangers_are_told()
    {
        AttestationCheck.Of(Whole, Whole.Attestation.ExpiryMs + 1).Faults.ShouldBe(["attestation.expiry_ms: expired 1 ms ago"]);
        AttestationCheck.Of(Whole, 0, AttestationSample.Domain.VerifyingContract).Faults.ShouldHaveSingleItem().ShouldStartWith("signatures: none of 0x5FbDB2315678afecb367f032d93F642f64180aa3");
    }

    [Fact]
    public void Signers_stand_in_rising_order_each_once()
    {
        Whole.Signatures.Select(signature => signature.Signer).ShouldBeInOrder();
        Whole.With(Whole.Signatures[1] with { V = 27 }).Signatures.Length.ShouldBe(3);
    }

    [Fact]
    public void The_json_form_reads_back_and_refuses_what_it_does_not_know()
    {
        var json = CoreJson.Write(Whole);
        var back = CoreJson.Read<SignedAttestation>(json);
        CoreJson.Write(back).ShouldBe(json);
        AttestationCheck.Of(back, 0).Faults.ShouldBeEmpty();
        var text = Encoding.UTF8.GetString(json);
        text.ShouldStartWith("""{"format":"riskcluster.attestation/1","domain":{"chain_id":31337,"verifying_contract":"0x5FbDB2315678afecb367f032d93F642f64180aa3"},"attestation":{"margin":{"account":"deribit/alice",""");
        Should.Throw<JsonException>(() => CoreJson.Read<SignedAttestation>(Encoding.UTF8.GetBytes(text.Replace("\"owner\"", "\"bypass\"", StringComparison.Ordinal))));
        Should.Throw<JsonException>(() => CoreJson.Read<SignedAttestation>(Encoding.UTF8.GetBytes(text.Replace("\"r\":\"0x", "\"r\":\"", StringComparison.Ordinal)))).Message.ShouldContain("64 hexadecimal digits");
    }

    // The leaf stands in a tree of two; the root that was signed by the other library is not its, so the attestation is signed by keys of the platform here.
    private static SignedAttestation Make()
    {
        var tree = new MerkleTree([AttestationSample.Margin.StructHash(), AttestationSample.Filled(9)]);
        var attestation = AttestationSample.Attestation with { CycleRoot = tree.Root };
        var digest = AttestationSample.Domain.Digest(attestation.StructHash());
        var made = new SignedAttestation(SignedAttestation.CurrentFormat, AttestationSample.Domain, attestation, tree.Prove(0), digest, []);
        for (var i = 0; i < 3; i++)
        {
            using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.CreateFromValue("1.3.132.0.10"));
            var point = key.ExportParameters(false).Q;
            var bytes = key.SignHash(digest.ToBytes());
            made = made.With(AttestationSignature.Of(digest, new(bytes.AsSpan(0, 32), true, true), new(bytes.AsSpan(32), true, true), Secp256k1.AddressOf(Hash256.Of(point.X), Hash256.Of(point.Y))));
        }

        return made;
    }

    private static SignedAttestation Margin(SignedAttestation signed, Func<AttestedMargin, AttestedMargin> change) =>
        signed with { Attestation = signed.Attestation with { Margin = change(signed.Attestation.Margin) } };
}
