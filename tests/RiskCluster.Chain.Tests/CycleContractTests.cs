using RiskCluster.Core.Attestation;
using Xunit.Abstractions;

namespace RiskCluster.Chain.Tests;

/// <summary>Whole cycles: one root, and accounts that are proved to be under it.</summary>
public sealed class CycleContractTests(ChainProcess process, ITestOutputHelper output) : IClassFixture<ChainProcess>
{
    [ChainFact]
    public void Every_account_of_a_posted_cycle_is_proved_without_another_signature()
    {
        using var chain = new MarginChain(process);
        var (margins, tree, cycle) = Cycle(chain, 1_000, 5);
        chain.Prove(margins[0], tree.Prove(0)).ShouldBe("UnknownCycle");
        chain.Post(cycle).ShouldBeNull();
        output.WriteLine($"a cycle: {chain.Gas} gas");
        for (var i = 0; i < margins.Length; i++)
        {
            chain.Prove(margins[i], tree.Prove(i)).ShouldBeNull();
            chain.Is("isHealthy", margins[i].Account).ShouldBeTrue();
        }

        output.WriteLine($"an account of five by its proof: {chain.Gas} gas");
        var (many, large, next) = Cycle(chain, 1_001, 1_000);
        chain.Post(next).ShouldBeNull();
        chain.Prove(many[777], large.Prove(777)).ShouldBeNull();
        output.WriteLine($"an account of a thousand by its proof: {chain.Gas} gas");
    }

    [ChainFact]
    public void A_tampered_leaf_proof_or_place_is_refused()
    {
        using var chain = new MarginChain(process);
        var (margins, tree, cycle) = Cycle(chain, 1_000, 5);
        chain.Post(cycle).ShouldBeNull();
        var (margin, proof) = (margins[2], tree.Prove(2));
        foreach (var other in new[]
        {
            margin with { EquityUsd = 2_000 }, margin with { Account = "venue/mallory" }, margin with { OwnerInitialExcessUsd = 101 }, margin with { PositionSeq = 8 },
            margin with { ParametersVersion = 4 }, margin with { ModelHash = Hash256.Zero }, margin with { TimestampMs = margin.TimestampMs - 1 },
        })
            chain.Prove(other, proof).ShouldBe("NotInCycle");
        chain.Prove(margin, proof with { Index = 3 }).ShouldBe("NotInCycle");
        chain.Prove(margin, proof with { Index = 2 + 8 }).ShouldBe("NotInCycle", "beyond the tree");
        chain.Prove(margin, proof with { Siblings = proof.Siblings[1..] }).ShouldBe("NotInCycle");
        chain.Prove(margin, proof with { Siblings = proof.Siblings.SetItem(0, Hash256.Zero) }).ShouldBe("NotInCycle");
        chain.Prove(margin, proof with { Siblings = [.. Enumerable.Repeat(Hash256.Zero, 33)] }).ShouldBe("NotInCycle");
        chain.Prove(margin, proof).ShouldBeNull();
        chain.Prove(margin, proof).ShouldBe("NotNewer", "replayed");
    }

    [ChainFact]
    public void Cycles_rise_and_one_that_is_forged_older_or_late_is_refused()
    {
        using var chain = new MarginChain(process);
        var (margins, tree, cycle) = Cycle(chain, 1_000, 2);
        chain.Post(cycle with { Root = Hash256.Zero }, chain.Signed(cycle.StructHash())).ShouldBe("NotASigner");
        chain.Post(cycle, chain.Signed(cycle.StructHash(), chain.Keys[0])).ShouldBe("TooFewSignatures");
        chain.Post(cycle with { LeafCount = 0 }).ShouldBe("OutOfBounds");
        chain.Post(cycle).ShouldBeNull();
        chain.Post(cycle).ShouldBe("NotNewer", "replayed");
        chain.Post(cycle with { MarketSeq = 999 }).ShouldBe("NotNewer");
        chain.Post(cycle with { Root = margins[0].StructHash(), ExpiryMs = cycle.ExpiryMs }).ShouldBe("NotNewer", "two roots under one number");
        chain.Update(new MarginAttestation(margins[0], cycle.ExpiryMs, margins[1].StructHash())).ShouldBe("AnotherCycle");
        chain.Update(new MarginAttestation(margins[0], cycle.ExpiryMs, cycle.Root)).ShouldBeNull();
        chain.Pass(61);
        chain.Prove(margins[1], tree.Prove(1)).ShouldBe("Expired");
        chain.Post(cycle with { ExpiryMs = chain.NowMs + 1_000 }).ShouldBeNull("the same for longer");
        chain.Prove(margins[1], tree.Prove(1)).ShouldBeNull();
    }

    private static (AttestedMargin[] Margins, MerkleTree Tree, CycleAttestation Cycle) Cycle(MarginChain chain, long marketSeq, int count)
    {
        AttestedMargin[] margins = [.. Enumerable.Range(0, count).Select(i => chain.Healthy($"venue/{i}", marketSeq))];
        var tree = new MerkleTree([.. margins.Select(margin => margin.StructHash())]);
        return (margins, tree, new(tree.Root, count, marketSeq, margins[0].ParametersVersion, margins[0].ModelHash, margins[0].TimestampMs, chain.NowMs + MarginChain.LifetimeMs));
    }
}
