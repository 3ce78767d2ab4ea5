namespace RiskCluster.Chain.Tests;

/// <summary>What tightens works at once, what loosens waits in public.</summary>
public sealed class GovernanceContractTests(ChainProcess process) : IClassFixture<ChainProcess>
{
    private static readonly string[] Nobody = ["0x0000000000000000000000000000000000000000"];

    [ChainFact]
    public void Signers_change_through_the_timelock_and_what_the_old_ones_vouched_for_counts_no_longer()
    {
        using var chain = new MarginChain(process);
        using var fresh = Runtime.Attestation.AttestationKey.Create();
        var keys = new[] { fresh, chain.Keys[0] }.OrderBy(key => key.Signer).ToArray();
        chain.Govern("setSigners", keys.Select(key => key.Signer.ToString()).ToArray(), 1).ShouldBeNull();
        var attestation = chain.Attested(chain.Healthy());
        chain.Update(attestation, chain.Signed(attestation.StructHash(), chain.Keys[1])).ShouldBe("NotASigner");
        chain.Update(attestation, chain.Signed(attestation.StructHash(), fresh)).ShouldBeNull();
        chain.Is("isHealthy").ShouldBeTrue();

        chain.Send(0, MarginChain.Margin, chain.Address, "revokeSigner", fresh.Signer.ToString()).ShouldBeNull();
        chain.Is("isHealthy").ShouldBeFalse("at once");
        chain.Update(attestation, chain.Signed(attestation.StructHash(), fresh)).ShouldBe("NotASigner");
        chain.Update(attestation, chain.Signed(attestation.StructHash(), chain.Keys[0])).ShouldBeNull("the same again by another signer");
        chain.Is("isHealthy").ShouldBeTrue();
    }

    [ChainFact]
    public void Pausing_works_at_once_and_opening_again_waits()
    {
        using var chain = new MarginChain(process);
        chain.Update(chain.Healthy()).ShouldBeNull();
        chain.Send(0, MarginChain.Margin, chain.Address, "pause").ShouldBeNull();
        chain.Is("isHealthy").ShouldBeFalse();
        chain.Govern("unpause").ShouldBeNull();
        chain.Update(chain.Healthy(marketSeq: 1_001)).ShouldBeNull();
        chain.Is("isHealthy").ShouldBeTrue();
    }

    [ChainFact]
    public void Nobody_but_the_admin_governs_and_nothing_goes_round_the_timelock()
    {
        using var chain = new MarginChain(process);
        string[] signers = [chain.Accounts[1]];
        foreach (var (from, method, args) in new (int, string, object[])[]
        {
            (1, "pause", []), (1, "revokeSigner", [chain.Keys[0].Signer.ToString()]), (1, "schedule", ["0x00"]), (1, "execute", ["0x00"]), (1, "cancel", [MarginChain.NameHash("x")]),
            (0, "unpause", []), (0, "setAdmin", [chain.Accounts[1]]), (0, "setSigners", [signers, 1]),
        })
            chain.Send(from, MarginChain.Margin, chain.Address, method, args).ShouldBe("NotAdmin", method);
        chain.Send(0, MarginChain.Margin, chain.Address, "cancel", MarginChain.NameHash("x")).ShouldBe("NotScheduled");
        chain.Send(0, MarginChain.Margin, chain.Address, "revokeSigner", chain.Accounts[1]).ShouldBe("NotASigner");

        chain.Govern("setSigners", signers, 2).ShouldBe("BadSigners", "a threshold that nobody reaches");
        chain.Govern("setSigners", new[] { chain.Accounts[1], chain.Accounts[1] }, 1).ShouldBe("BadSigners");
        chain.Govern("setAdmin", chain.Accounts[1]).ShouldBeNull();
        chain.Send(0, MarginChain.Margin, chain.Address, "pause").ShouldBe("NotAdmin");
        chain.Send(1, MarginChain.Margin, chain.Address, "pause").ShouldBeNull();
    }

    [ChainFact]
    public void A_contract_that_could_not_be_governed_is_not_made()
    {
        using var chain = new MarginChain(process);
        string[] signers = [chain.Accounts[1]];
        chain.DeployRefusal(MarginChain.Margin, Nobody[0], signers, 1, 86_400, 60_000).ShouldBe("BadSettings");
        chain.DeployRefusal(MarginChain.Margin, chain.Accounts[0], signers, 1, 60, 60_000).ShouldBe("BadSettings", "no timelock to speak of");
        chain.DeployRefusal(MarginChain.Margin, chain.Accounts[0], signers, 0, 86_400, 60_000).ShouldBe("BadSigners");
        chain.DeployRefusal(MarginChain.Margin, chain.Accounts[0], Nobody, 1, 86_400, 60_000).ShouldBe("BadSigners");
    }
}
