using RiskCluster.Core.Attestation;
using RiskCluster.Core.Margins;
using Xunit.Abstractions;

namespace RiskCluster.Chain.Tests;

/// <summary>Attestations that the .NET code signed, taken or refused by the compiled contract on a chain.</summary>
public sealed class AttestationContractTests(ChainProcess process, ITestOutputHelper output) : IClassFixture<ChainProcess>
{
    [ChainFact]
    public void The_contracts_compile_without_a_warning_and_fit_on_a_chain()
    {
        process.Compiled["problems"]!.AsArray().Select(problem => problem!.ToString()).ShouldBeEmpty();
        foreach (var (name, size) in process.Compiled["sizes"]!.AsObject())
        {
            output.WriteLine($"{name}: {size} bytes");
            ((int)size!).ShouldBeLessThan(24_576, name);
        }
    }

    [ChainFact]
    public void An_attestation_by_enough_signers_is_taken_and_answers_for_the_account()
    {
        using var chain = new MarginChain(process);
        chain.Is("isHealthy").ShouldBeFalse("nothing is known");
        chain.Update(chain.Healthy()).ShouldBeNull();
        output.WriteLine($"first attestation, two signatures: {chain.Gas} gas");
        (chain.Is("isHealthy"), chain.Is("isLiquidatable")).ShouldBe((true, false));
        chain.Update(chain.Healthy(marketSeq: 1_001) with { OwnerInitialExcessUsd = -1 }).ShouldBeNull();
        output.WriteLine($"next attestation: {chain.Gas} gas");
        (chain.Is("isHealthy"), chain.Is("isLiquidatable")).ShouldBe((false, false));
        chain.Send(1, MarginChain.Margin, chain.Address, "requireHealthy", MarginChain.NameHash("venue/alice")).ShouldBe("Unhealthy");
        chain.Update(chain.Healthy(marketSeq: 1_002) with { OwnerInitialExcessUsd = -2, OwnerMaintenanceExcessUsd = -0.000001m }).ShouldBeNull();
        chain.Is("isLiquidatable").ShouldBeTrue();
        chain.Is("isHealthy", "venue/bob").ShouldBeFalse("somebody else's");
        chain.Update(chain.Attested(chain.Healthy(marketSeq: 1_003)), chain.Signed(chain.Attested(chain.Healthy(marketSeq: 1_003)).StructHash(), chain.Keys)).ShouldBeNull("three of two");
    }

    [ChainFact]
    public void Forged_ones_are_refused()
    {
        using var chain = new MarginChain(process);
        using var stranger = Runtime.Attestation.AttestationKey.Create();
        var attestation = chain.Attested(chain.Healthy());
        var (hash, good) = (attestation.StructHash(), chain.Signed(attestation.StructHash()));
        chain.Update(attestation, []).ShouldBe("TooFewSignatures");
        chain.Update(attestation, good[..1]).ShouldBe("TooFewSignatures");
        chain.Update(attestation, [good[0], good[0]]).ShouldBe("SignersDoNotRise", "one signer twice");
        chain.Update(attestation, [good[1], good[0]]).ShouldBe("SignersDoNotRise");
        chain.Update(attestation, chain.Signed(hash, stranger, chain.Keys[0])).ShouldBe("NotASigner");
        chain.Update(attestation, [good[0] with { R = Hash256.Zero }, good[1]]).ShouldBe("NotASigner", "recovered to the zero address");
        chain.Update(attestation, [.. Enumerable.Repeat(good[0], 17)]).ShouldBe("TooManySignatures");

        // Any figure that was not signed.
        foreach (var other in new[]
        {
            attestation with { Margin = attestation.Margin with { EquityUsd = 1_000.000001m } },
            attestation with { Margin = attestation.Margin with { OwnerInitialExcessUsd = 101 } },
            attestation with { Margin = attestation.Margin with { Account = "venue/bob" } },
            attestation with { Margin = attestation.Margin with { Owner = "bob" } },
            attestation with { Margin = attestation.Margin with { Status = FigureStatus.Degraded } },
            attestation with { Margin = attestation.Margin with { PositionSeq = 8 } },
            attestation with { Margin = attestation.Margin with { ModelHash = Hash256.Zero } },
            attestation with { ExpiryMs = attestation.ExpiryMs - 1 },
            attestation with { CycleRoot = Hash256.Zero },
        })
            chain.Update(other, good).ShouldBe("NotASigner");
        chain.Update(attestation, good).ShouldBeNull("the signatures were good");
    }

    [ChainFact]
    public void The_other_form_of_a_signature_is_refused()
    {
        using var chain = new MarginChain(process);
        var attestation = chain.Attested(chain.Healthy());
        var good = chain.Signed(attestation.StructHash());
        var high = good[0] with { S = Secp256k1.Word(Secp256k1.Order - Secp256k1.Number(good[0].S)), V = 55 - good[0].V };
        chain.Update(attestation, [high, good[1]]).ShouldBe("MalleableSignature");
        chain.Update(attestation, [good[0] with { V = good[0].V - 27 }, good[1]]).ShouldBe("MalleableSignature");
        chain.Update(attestation, good).ShouldBeNull();
    }

    [ChainFact]
    public void Replayed_older_and_expired_ones_are_refused()
    {
        using var chain = new MarginChain(process);
        var attestation = chain.Attested(chain.Healthy());
        var signatures = chain.Signed(attestation.StructHash());
        chain.Update(attestation, signatures).ShouldBeNull();
        chain.Update(attestation, signatures).ShouldBe("NotNewer", "replayed");
        chain.Update(chain.Healthy(marketSeq: 999)).ShouldBe("NotNewer", "older");
        chain.Update(chain.Attested(chain.Healthy() with { PositionSeq = 6 }, attestation.ExpiryMs)).ShouldBe("NotNewer", "older positions");

        chain.Update(chain.Attested(chain.Healthy(marketSeq: 1_001), chain.NowMs + MarginChain.LifetimeMs + 1)).ShouldBe("LivesTooLong");
        var late = chain.Attested(chain.Healthy(marketSeq: 1_001));
        chain.Pass(60);
        chain.Is("isHealthy").ShouldBeTrue("its last millisecond");
        chain.Pass(1);
        (chain.Is("isHealthy"), chain.Is("isLiquidatable")).ShouldBe((false, false), "what is late closes");
        chain.Call(MarginChain.Margin, chain.Address, "requireWithdrawable", MarginChain.NameHash("venue/alice"), 1).ShouldBe("Unavailable");
        chain.Update(late).ShouldBe("Expired");
        chain.Update(chain.Healthy(marketSeq: 1_001)).ShouldBeNull();
    }

    [ChainFact]
    public void Those_for_another_chain_or_contract_are_refused()
    {
        using var chain = new MarginChain(process);
        var attestation = chain.Attested(chain.Healthy());
        foreach (var domain in new[] { chain.Domain with { ChainId = 1 }, chain.Domain with { VerifyingContract = EthereumAddress.Parse(chain.Accounts[3]) } })
        {
            var digest = domain.Digest(attestation.StructHash());
            chain.Update(attestation, chain.Keys[..2].Select(key => key.Sign(digest))).ShouldBe("NotASigner");
        }
    }

    [ChainFact]
    public void Within_one_cycle_an_account_is_only_told_worse()
    {
        using var chain = new MarginChain(process);
        var healthy = chain.Healthy();
        chain.Update(healthy).ShouldBeNull();
        chain.Update(healthy with { PositionSeq = 8, OwnerInitialExcessUsd = 100.000001m }).ShouldBe("Loosens");
        chain.Update(healthy with { PositionSeq = 8, OwnerMaintenanceExcessUsd = 300.000001m }).ShouldBe("Loosens");
        chain.Update(healthy with { PositionSeq = 8, OwnerInitialExcessUsd = -1, Status = FigureStatus.Degraded }).ShouldBeNull();
        chain.Is("isHealthy").ShouldBeFalse();
        chain.Update(healthy with { PositionSeq = 9, OwnerInitialExcessUsd = -1 }).ShouldBe("Loosens", "the status may not rise");
        chain.Update(healthy with { MarketSeq = 1_001 }).ShouldBeNull("a new cycle may");
        chain.Pass(30);
        chain.Update(healthy with { MarketSeq = 1_001 }).ShouldBeNull("the same for longer");
        chain.Pass(59);
        chain.Is("isHealthy").ShouldBeTrue();
    }

    [ChainTheory]
    [InlineData(FigureStatus.Ok, true)]
    [InlineData(FigureStatus.Degraded, true)]
    [InlineData(FigureStatus.Stale, false)]
    [InlineData(FigureStatus.Halted, false)]
    public void On_a_stale_or_halted_market_nothing_leaves_and_nobody_is_liquidated(FigureStatus status, bool isLive)
    {
        using var chain = new MarginChain(process);
        chain.Update(chain.Healthy() with { Status = status }).ShouldBeNull();
        chain.Is("isHealthy").ShouldBe(isLive);
        chain.Update(chain.Healthy(marketSeq: 1_001) with { Status = status, OwnerInitialExcessUsd = -2, OwnerMaintenanceExcessUsd = -1 }).ShouldBeNull();
        chain.Is("isLiquidatable").ShouldBe(isLive);
    }

    [ChainFact]
    public void Amounts_out_of_bounds_are_refused_though_they_are_signed_and_the_greatest_are_kept_whole()
    {
        using var chain = new MarginChain(process);
        const decimal greatest = 1e18m;
        var healthy = chain.Healthy();
        foreach (var bad in new[]
        {
            healthy with { MaintenanceMarginUsd = -1 }, healthy with { InitialMarginUsd = 699 }, healthy with { OwnerMaintenanceExcessUsd = 99 }, healthy with { RiskUnits = -1 },
            healthy with { Status = (FigureStatus)4 }, healthy with { MarketSeq = 0 },
        })
            chain.Update(bad).ShouldBe("OutOfBounds");
        var extreme = healthy with { InitialMarginUsd = greatest, MaintenanceMarginUsd = greatest, EquityUsd = -greatest, RiskUnits = greatest, OwnerInitialExcessUsd = -greatest, OwnerMaintenanceExcessUsd = greatest };
        chain.Update(extreme).ShouldBeNull();
        var kept = chain.Call(MarginChain.Margin, chain.Address, "marginOf", MarginChain.NameHash("venue/alice"));
        var words = System.Text.Json.Nodes.JsonNode.Parse(kept)!.AsArray().Select(word => word!.ToString()).ToList();
        words[..2].ShouldAllBe(word => word == "1000000000000000000000000");
        words[4..8].ShouldBe(["-1000000000000000000000000", "1000000000000000000000000", "-1000000000000000000000000", "1000000000000000000000000"]);
    }
}
