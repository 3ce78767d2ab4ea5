using RiskCluster.Core.Attestation;
using RiskCluster.Core.Json;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Margin;
using RiskCluster.Runtime.Attestation;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Tests.RiskBoard;

namespace RiskCluster.Runtime.Tests.Attestation;

public sealed class AttestationMakerTests
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private static readonly AttestationDomain Domain = new(31337, EthereumAddress.Parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));

    [Fact]
    public void An_accounts_attestation_is_the_boards_figure_proved_and_signed()
    {
        using var bench = Book();
        using AttestationKey one = AttestationKey.Create(), two = AttestationKey.Create();
        var maker = new AttestationMaker(bench.Board, [one, two], bench.Time, new());
        var made = maker.Attest("v/a", Domain).Attestation.ShouldNotBeNull();
        AttestationCheck.Of(made, bench.Time.NowMs + 60_000, one.Signer).Faults.ShouldBeEmpty();
        AttestationCheck.Of(made, bench.Time.NowMs + 60_001).Faults.ShouldHaveSingleItem();
        made.Signatures.Select(signature => signature.Signer).ShouldBe(new[] { one.Signer, two.Signer }.Order());

        var (margin, alone, together, view) = (made.Attestation.Margin, bench.Figure("v/a"), bench.Figure("o"), bench.Board.View!);
        (margin.Account, margin.Owner, margin.Status).ShouldBe(("v/a", "o", FigureStatus.Ok));
        margin.InitialMarginUsd.ShouldBe(UsdRounding.Requirement(alone.InitialMarginUsd));
        margin.MaintenanceMarginUsd.ShouldBe(UsdRounding.Requirement(alone.MaintenanceMarginUsd));
        margin.EquityUsd.ShouldBe(UsdRounding.Equity(alone.EquityUsd));
        margin.OwnerInitialExcessUsd.ShouldBe(UsdRounding.Equity(together.EquityUsd) - UsdRounding.Requirement(together.InitialMarginUsd));
        margin.OwnerMaintenanceExcessUsd.ShouldBe(UsdRounding.Equity(together.EquityUsd) - UsdRounding.Requirement(together.MaintenanceMarginUsd));
        margin.OwnerInitialExcessUsd.ShouldBeGreaterThan(margin.EquityUsd - margin.InitialMarginUsd, "its other account hedges it");
        (margin.MarketSeq, margin.PositionSeq, margin.ParametersVersion, margin.TimestampMs).ShouldBe((view.MarketSeq, 1, 1, view.TimestampMs));
        margin.ModelHash.ShouldBe(Hash256.Parse("0x" + view.Model.Model.ContentHash));
        CoreJson.Read<SignedAttestation>(CoreJson.Write(made)).Attestation.ShouldBe(made.Attestation);
    }

    [Fact]
    public void Risk_units_are_the_99_percent_shortfall_whatever_the_model_margins_at()
    {
        using var at99 = Book();
        using var at95 = Book(new BoardModel(ModelText.Model("requirement.es_confidence", 0.95), BoardBench.Model.Scenarios, 1));
        var (exact, other) = (at99.Board.Figures(default)!.Accounts[0], at95.Board.Figures(default)!.Accounts[0]);
        BoardBench.Model.Model.Requirement.EsConfidence.ShouldBe(UniversalRiskUnits.Confidence);
        exact.RiskUnits.ShouldBeGreaterThan(0);
        other.Figure.ExpectedShortfallUsd.ShouldBeLessThan(exact.RiskUnits);
        other.RiskUnits.ShouldBe(exact.RiskUnits, exact.RiskUnits * 1e-12);
    }

    [Fact]
    public void All_accounts_of_a_cycle_are_under_the_root_that_is_attested_whole()
    {
        using var bench = Book();
        using var key = AttestationKey.Create();
        var maker = new AttestationMaker(bench.Board, [key], bench.Time, new());
        var cycle = maker.AttestCycle(Domain).Cycle.ShouldNotBeNull();
        cycle.Cycle.LeafCount.ShouldBe(3);
        cycle.Signatures.ShouldHaveSingleItem().Recover(Domain.Digest(cycle.Cycle.StructHash())).ShouldBe(key.Signer);
        foreach (var (account, place) in new[] { ("v/a", 0), ("v/b", 1), ("v/c", 2) })
        {
            var made = maker.Attest(account, Domain).Attestation!;
            (made.Attestation.CycleRoot, made.Proof.Index).ShouldBe((cycle.Cycle.Root, place));
            made.Proof.Proves(made.Attestation.Margin.StructHash(), cycle.Cycle.Root).ShouldBeTrue();
        }
    }

    [Fact]
    public void One_cycle_has_one_tree_and_a_newer_cycle_gets_its_own_after_a_while()
    {
        using var bench = Book();
        using var key = AttestationKey.Create();
        var maker = new AttestationMaker(bench.Board, [key], bench.Time, new());
        var first = maker.Attest("v/a", Domain).Attestation!.Attestation;
        bench.Board.Put(BoardBench.Account("a", "o", 7) with { PositionSeq = 2 });
        bench.Time.Advance(TimeSpan.FromSeconds(6));
        maker.Attest("v/a", Domain).Attestation!.Attestation.Margin.ShouldBe(first.Margin, "no cycle has taken the change");
        bench.Move(0.9);
        bench.Board.RunCycle();
        var next = maker.Attest("v/a", Domain).Attestation!.Attestation.Margin;
        (next.PositionSeq, next.EquityUsd).ShouldBe((2, 7));
        bench.Move(0.8);
        bench.Board.RunCycle();
        maker.Attest("v/a", Domain).Attestation!.Attestation.Margin.ShouldBe(next, "its tree is young enough");
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        maker.Attest("v/a", Domain).Attestation!.Attestation.Margin.MarketSeq.ShouldBe(bench.Board.View!.MarketSeq);
    }

    [Fact]
    public void The_status_is_that_of_the_worst_market_of_the_owner()
    {
        using var bench = Book();
        using var key = AttestationKey.Create();
        bench.SetStatus(FigureStatus.Stale);
        bench.Board.RunCycle();
        new AttestationMaker(bench.Board, [key], bench.Time, new()).Attest("v/a", Domain).Attestation!.Attestation.Margin.Status.ShouldBe(FigureStatus.Stale);
    }

    [Fact]
    public void What_cannot_be_attested_is_refused_with_the_reason()
    {
        using var key = AttestationKey.Create();
        using var empty = new BoardBench();
        var early = new AttestationMaker(empty.Board, [key], empty.Time, new());
        Reason(early, "v/a").ShouldBe("no_cycle");
        early.AttestCycle(Domain).Problem!.Reason.ShouldBe("no_cycle");
        empty.Board.RunCycle();
        early.AttestCycle(Domain).Problem!.Reason.ShouldBe("no_cycle", "nobody is on the board");

        using var bench = Book();
        bench.Board.Put(BoardBench.Account("unpriced", "p", 7, new BoardPosition("SOL_USDC-PERPETUAL", 1, 100)));
        bench.Board.RunCycle();
        var maker = new AttestationMaker(bench.Board, [key], bench.Time, new());
        Reason(maker, "nobody").ShouldBe("bad_account");
        Reason(maker, "v/nobody").ShouldBe("unknown_account");
        maker.Attest("v/unpriced", Domain).Problem!.Detail.ShouldContain("SOL_USDC-PERPETUAL");
        maker.Attest("v/a", Domain with { ChainId = 0 }).Problem!.Param.ShouldBe("chain_id");
        bench.Time.Advance(TimeSpan.FromSeconds(11));
        Reason(maker, "v/a").ShouldBe("margin_too_old");
    }

    [Fact]
    public void A_key_comes_back_from_its_pem_and_nothing_else_is_one()
    {
        using var key = AttestationKey.Create();
        using var back = AttestationKey.FromPem(key.ToPem());
        back.Signer.ShouldBe(key.Signer);
        back.Sign(Hash256.Zero).Recover(Hash256.Zero).ShouldBe(key.Signer);
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        Should.Throw<FormatException>(() => AttestationKey.FromPem(other.ExportECPrivateKeyPem())).Message.ShouldContain("another curve");
        using var own = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.CreateFromValue("1.3.132.0.10"));
        Should.Throw<FormatException>(() => AttestationKey.FromPem(own.ExportSubjectPublicKeyInfoPem())).Message.ShouldContain("no private key");
        Should.Throw<FormatException>(() => AttestationKey.FromPem("nothing"));
    }

    // Two accounts of one owner that hedge each other, and one of somebody else.
    private static BoardBench Book(BoardModel? model = null)
    {
        var bench = new BoardBench(model: model);
        bench.Board.Put(BoardBench.Account("b", "o", 50_000, new BoardPosition(Perpetual, -1, 65_000)));
        bench.Board.Put(BoardBench.Account("a", "o", 60_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.Put(BoardBench.Account("c", "v/c", 10));
        bench.Board.RunCycle();
        return bench;
    }

    private static string Reason(AttestationMaker maker, string account) => maker.Attest(account, Domain).Problem.ShouldNotBeNull().Reason;
}
