using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Portfolios;

namespace RiskCluster.Host.Tests.Api;

/// <summary>What venues report of accounts, and what becomes of it when it comes twice, late, or not at all.</summary>
public sealed class AccountTests
{
    private static readonly string Positions = $"{Book.Alice}/positions";

    [Fact]
    public async Task Updates_come_once_in_order_and_a_snapshot_fills_a_gap()
    {
        await using var rig = await Book.Open();
        var first = new PositionUpdate(1, 1, 0, [new(Market.Perpetual, 1, 65_000)]);
        (await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, Positions, first)).Duplicate.ShouldBeFalse();
        (await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, Positions, first)).Duplicate.ShouldBeTrue();
        var changed = await rig.Refused(Callers.Deribit, HttpMethod.Post, Positions, first with { Positions = [new(Market.Perpetual, 2, 65_000)] });
        (changed.Status, changed.Code).ShouldBe((422, "idempotency_conflict"));
        var gap = await rig.Refused(Callers.Deribit, HttpMethod.Post, Positions, first with { Sequence = 4, PrevSequence = 3 });
        (gap.Status, gap.Code, gap.ExpectedSequence).ShouldBe((409, "sequence_gap", 2));
        (await rig.Ok<AccountDocument>(Callers.Deribit, HttpMethod.Get, Book.Alice)).HasGap.ShouldBeTrue();
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, Positions, new PositionUpdate(1, 2, 1, [new("BTC_USDC-27MAR26-1-C", 1)]))).Status.ShouldBe(422);
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, Positions, new PositionUpdate(1, 2, 1, [new(Market.Perpetual, 1)]))).Param.ShouldBe("average_price");

        var snapshot = new PositionSnapshot(2, 10, [new(Market.Call, -1)]);
        (await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Put, Positions, snapshot)).AppliedSequence.ShouldBe(10);
        (await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Put, Positions, snapshot)).Duplicate.ShouldBeTrue();
        var stale = await rig.Refused(Callers.Deribit, HttpMethod.Post, Positions, first with { Sequence = 2, PrevSequence = 1 });
        (stale.Status, stale.Code).ShouldBe((409, "stale_sequence"));
        var account = await rig.Ok<AccountDocument>(Callers.Deribit, HttpMethod.Get, Book.Alice);
        (account.HasGap, account.Epoch, account.LastSequence, account.Positions.Single()).ShouldBe((false, 2, 10, new PositionEntry(Market.Call, -1)));
        (await rig.Refused(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit/accounts/nobody")).Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task Of_a_batch_each_account_has_an_outcome_of_its_own()
    {
        await using var rig = await Book.Open();
        const string Path = "/v1/venues/deribit/positions:batch";
        PositionUpdate Update(long sequence) => new(1, sequence, sequence - 1, [new(Market.Perpetual, sequence, 65_000)]);
        var batch = new PositionBatch([.. Enumerable.Range(0, 200).Select(i => new AccountUpdate($"a{i}", Update(i == 7 ? 3 : 1)))]);
        var outcomes = (await rig.Ok<BatchApplied>(Callers.Deribit, HttpMethod.Post, Path, batch)).Outcomes;
        outcomes.Select(item => item.Account).ShouldBe(batch.Updates.Select(item => item.Account));
        outcomes.Count(item => item.Applied is { Duplicate: false, AppliedSequence: 1 }).ShouldBe(199);
        (outcomes[7].Problem!.Code, outcomes[7].Problem!.ExpectedSequence).ShouldBe(("sequence_gap", 1));
        (await rig.Ok<BatchApplied>(Callers.Deribit, HttpMethod.Post, Path, batch)).Outcomes.Count(item => item.Applied is { Duplicate: true }).ShouldBe(199);
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, Path, new PositionBatch([]))).Reason.ShouldBe("batch_size");
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, Path, new PositionBatch([new("a", Update(1)), new("a", Update(2))]))).Reason.ShouldBe("account_twice");
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, Path, new PositionBatch([new("a b", Update(1))]))).Param.ShouldBe("account");
        (await rig.Refused(Callers.Derive, HttpMethod.Post, Path, batch)).Code.ShouldBe("permission_denied");
    }

    [Fact]
    public async Task Collateral_is_whole_and_a_fill_counts_once()
    {
        await using var rig = await Book.Open();
        var update = new CollateralUpdate(1, 5, 100_000, [new("BTC", 1.5m), new("ETH", 2, "ethereum")]);
        (await rig.Ok<CollateralApplied>(Callers.Deribit, HttpMethod.Put, $"{Book.Alice}/collateral", update)).AppliedSequence.ShouldBe(5);
        (await rig.Ok<CollateralApplied>(Callers.Deribit, HttpMethod.Put, $"{Book.Alice}/collateral", update)).Duplicate.ShouldBeTrue();
        (await rig.Ok<CollateralApplied>(Callers.Deribit, HttpMethod.Put, $"{Book.Alice}/collateral", update with { Sequence = 3, CashUsd = 7 })).Duplicate.ShouldBeTrue("an older one changes nothing");
        (await rig.Refused(Callers.Deribit, HttpMethod.Put, $"{Book.Alice}/collateral", update with { Epoch = 0 })).Status.ShouldBe(400);

        var fill = new FillReport(1, Market.Perpetual, 2, 65_000);
        var filled = await rig.Ok<FillApplied>(Callers.Deribit, HttpMethod.Post, $"{Book.Alice}/fills", fill);
        (filled.Duplicate, filled.Position.Size, filled.CashUsd).ShouldBe((false, 2, 100_000));
        (await rig.Ok<FillApplied>(Callers.Deribit, HttpMethod.Post, $"{Book.Alice}/fills", fill)).Duplicate.ShouldBeTrue();
        (await rig.Ok<FillApplied>(Callers.Deribit, HttpMethod.Post, $"{Book.Alice}/fills", fill, "other")).Duplicate.ShouldBeTrue("its sequence has come");
        (await rig.Ok<FillApplied>(Callers.Deribit, HttpMethod.Post, $"{Book.Alice}/fills", new FillReport(2, Market.Perpetual, -2, 66_000))).CashUsd.ShouldBe(102_000);
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, $"{Book.Alice}/fills", new FillReport(3, "BTC_USDC-27MAR26-1-C", 1, 1))).Code.ShouldBe("unknown_instrument");
        var account = await rig.Ok<AccountDocument>(Callers.Deribit, HttpMethod.Get, Book.Alice);
        (account.CashUsd, account.Collateral.Count, account.Positions.Count).ShouldBe((102_000, 2, 0));
    }

    [Fact]
    public async Task An_account_becomes_an_owners_by_two_consents_and_leaves_when_both_sides_can_stand()
    {
        await using var rig = await Book.Open();
        await Book.Cash(rig, "deribit", "alice", 1, 50_000);
        await Book.Link(rig, "anna", "deribit", "alice");
        (await rig.Ok<AccountDocument>(Callers.Owner("anna"), HttpMethod.Get, Book.Alice)).Owner.ShouldBe("anna");
        (await rig.Refused(Callers.Owner("bert"), HttpMethod.Get, Book.Alice)).Code.ShouldBe("permission_denied");
        var claimed = await rig.Refused(Callers.Deribit, HttpMethod.Post, $"{Book.Alice}/consent", new LinkConsent("bert"));
        (claimed.Status, claimed.Code, claimed.Reason).ShouldBe((409, "version_conflict", "linked_to_another"));
        (await rig.Refused(Callers.Owner("bert"), HttpMethod.Post, "/v1/portfolios/anna/links", new LinkRequest("derive", "bob"))).Code.ShouldBe("permission_denied");
        (await rig.Refused(Callers.Owner("anna"), HttpMethod.Post, "/v1/portfolios/anna/links", new LinkRequest("deribit", "alice"))).Reason.ShouldBe("already_linked");

        // Short of margin: neither side may part.
        await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, Positions, new PositionUpdate(1, 1, 0, [new(Market.Perpetual, 50, 65_000)]));
        await rig.Cycle();
        (await rig.Refused(Callers.Owner("anna"), HttpMethod.Delete, "/v1/portfolios/anna/links/deribit/alice")).Code.ShouldBe("insufficient_margin");
        await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, Positions, new PositionUpdate(1, 2, 1, [new(Market.Perpetual, 0)]));
        await rig.Cycle();
        await rig.Ok<LinkAnswer>(Callers.Owner("anna"), HttpMethod.Delete, "/v1/portfolios/anna/links/deribit/alice");
        await HostRig.Until(async () => (await rig.Ok<Page<LinkDocument>>(Callers.Owner("anna"), HttpMethod.Get, "/v1/portfolios/anna/links")).Items.Count == 0);
        (await rig.Ok<AccountDocument>(Callers.Deribit, HttpMethod.Get, Book.Alice)).Owner.ShouldBe("deribit/alice");
        (await rig.Refused(Callers.Owner("anna"), HttpMethod.Delete, "/v1/portfolios/anna/links/deribit/alice")).Code.ShouldBe("not_found");
        (await rig.Ok<Acknowledged>(Callers.Deribit, HttpMethod.Delete, $"{Book.Alice}/consent/anna")).Duplicate.ShouldBeTrue();
    }
}
