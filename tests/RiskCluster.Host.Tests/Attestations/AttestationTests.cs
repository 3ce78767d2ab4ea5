using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Contracts.Attestations;

namespace RiskCluster.Host.Tests.Attestations;

/// <summary>Signed figures over HTTP.</summary>
public sealed class AttestationTests(DeskFixture desk) : IClassFixture<DeskFixture>
{
    private const string Domain = "?chain_id=1&verifying_contract=0x00000000000000000000000000000000000000aa";

    private HostRig Rig => desk.Rig;

    [Fact]
    public async Task An_attestation_carries_the_boards_margin_and_anybody_can_check_it()
    {
        var attestation = await Rig.Ok<JsonElement>(Callers.Deribit, HttpMethod.Get, $"/v1/attestations/deribit/pia{Domain}");
        var margin = attestation.GetProperty("attestation").GetProperty("margin");
        margin.GetProperty("account").GetString().ShouldBe(DeskBook.Alone);
        decimal.Parse(margin.GetProperty("initial_margin_usd").GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(Risk.Margin.UsdRounding.Requirement(Rig.Node.Board.Figure(DeskBook.Alone)!.Figure!.Value.InitialMarginUsd));
        var signers = (await Rig.Ok<SignersDocument>(null, HttpMethod.Get, "/v1/attestations/signers")).Signers;
        var verdict = await Rig.Ok<AttestationVerdict>(null, HttpMethod.Post, "/v1/attestations:verify", attestation.GetRawText());
        verdict.Faults.ShouldBeEmpty();
        (verdict.Valid, verdict.Signers.Single()).ShouldBe((true, signers.Single()));

        var forged = JsonNode.Parse(attestation.GetRawText())!;
        forged["attestation"]!["margin"]!["equity_usd"] = "1000000000";
        var found = await Rig.Ok<AttestationVerdict>(null, HttpMethod.Post, "/v1/attestations:verify", forged.ToJsonString());
        found.Valid.ShouldBeFalse();
        found.Faults.ShouldContain(fault => fault.StartsWith("digest", StringComparison.Ordinal));
        found.Faults.ShouldContain(fault => fault.StartsWith("proof", StringComparison.Ordinal));
        var cycle = await Rig.Ok<JsonElement>(Callers.Derive, HttpMethod.Get, $"/v1/attestations/cycle{Domain}");
        cycle.GetProperty("cycle").GetProperty("root").GetString().ShouldBe(attestation.GetProperty("attestation").GetProperty("cycle_root").GetString());
    }

    [Theory]
    [InlineData("", 400, "chain_id")]
    [InlineData("?chain_id=1", 400, "verifying_contract")]
    [InlineData("?chain_id=1&verifying_contract=0xzz", 400, "verifying_contract")]
    [InlineData("?chain_id=0&verifying_contract=0x00000000000000000000000000000000000000aa", 400, "chain_id")]
    public async Task Without_a_contract_to_be_for_there_is_none(string query, int status, string param)
    {
        var problem = await Rig.Refused(Callers.Deribit, HttpMethod.Get, $"/v1/attestations/deribit/pia{query}");
        (problem.Status, problem.Param).ShouldBe((status, param));
    }

    [Fact]
    public async Task An_account_is_attested_to_those_who_may_read_it()
    {
        var path = $"/v1/attestations/deribit/olga-1{Domain}";
        foreach (var caller in new[] { Callers.Deribit, Callers.Desk, Callers.Owner(DeskBook.Owner) }) await Rig.Ok<JsonElement>(caller, HttpMethod.Get, path);
        foreach (var caller in new[] { Callers.Derive, Callers.Admin, Callers.Owner("pia") }) (await Rig.Refused(caller, HttpMethod.Get, path)).Code.ShouldBe("permission_denied");
        (await Rig.Refused(null, HttpMethod.Get, path)).Status.ShouldBe(401);
        (await Rig.Refused(Callers.Desk, HttpMethod.Get, $"/v1/attestations/deribit/nobody{Domain}")).Status.ShouldBe(404);
        (await Rig.Refused(null, HttpMethod.Post, "/v1/attestations:verify", "{}")).Status.ShouldBe(400);
    }
}
