using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using Alice = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Accounts.AccountMachine, RiskCluster.Core.Accounts.AccountState, RiskCluster.Core.Accounts.AccountCommand,
    RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Tests.Accounts;

/// <summary>What becomes of an account over several messages.</summary>
public sealed class AccountStoryTests
{
    private const string Key = "aurora/alice";
    private static readonly string[] Instruments = ["BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL", "BTC-PERPETUAL", "BTC-27MAR26-100000-C", "SOL_USDC"];
    private static readonly HashSet<string> Listed = [.. Instruments];

    [Fact]
    public void A_gap_is_refused_with_what_is_expected_and_written_down_once()
    {
        var account = Start();
        account.Do(Batch(1, 0, 1), Usual());
        var problem = account.Do(Batch(4, 3, 1), Usual()).Problem.ShouldNotBeNull();
        (problem.Code, problem.ExpectedSequence, problem.Retryable).ShouldBe((ProblemCode.SequenceGap, 2L, true));
        account.State.Gap.ShouldBe(new(1, 2, 4));
        account.Do(Batch(4, 3, 1), Usual()).Events.ShouldBeEmpty();
        account.Do(Batch(2, 1, 2), Usual()).Problem.ShouldBeNull();
        account.State.Gap.ShouldNotBeNull("3 and 4 are still missing");
        account.Do(Batch(3, 2, 3), Usual());
        account.Do(Batch(4, 3, 4), Usual());
        account.State.Gap.ShouldBeNull();
        account.State.Positions[Instruments[0]].Size.ShouldBe(4);
        account.ShouldReplay(Key);
    }

    [Fact]
    public void A_snapshot_under_a_new_epoch_fills_the_gap_and_replaces_everything()
    {
        var account = Start();
        account.Do(Batch(1, 0, 1), Usual());
        account.Do(Batch(9, 8, 1), Usual());
        account.Do(Batch(2, 1, 1) with { Epoch = 2 }, Usual()).Problem!.Reason.ShouldBe("sequence_gap", "an epoch is opened by a snapshot");
        account.State.Gap.ShouldBe(new(2, 1, 2));
        var snapshot = new AccountCommand.SnapshotPositions(2, 20, [new(Instruments[1], -2, 2_000), new(Instruments[4], 0)]);
        account.Do(snapshot, Usual()).Problem.ShouldBeNull();
        account.Do(snapshot, Usual()).IsDuplicate.ShouldBeTrue();
        account.State.Gap.ShouldBeNull();
        account.State.Positions.Keys.ShouldBe([Instruments[1]]);
        account.Do(Batch(2, 1, 1), Usual()).Problem!.Code.ShouldBe(ProblemCode.StaleSequence);
        account.Do(Batch(21, 20, 7) with { Epoch = 2 }, Usual()).Problem.ShouldBeNull();
        account.ShouldReplay(Key);
    }

    [Fact]
    public void A_snapshot_older_than_what_was_seen_leaves_the_gap_open()
    {
        var account = Start();
        account.Do(Batch(1, 0, 1), Usual());
        account.Do(Batch(12, 11, 1) with { Epoch = 2 }, Usual());
        account.Do(new AccountCommand.SnapshotPositions(2, 10, []), Usual()).Problem.ShouldBeNull();
        account.State.Gap.ShouldNotBeNull();
        account.Do(Batch(12, 10, 1) with { Epoch = 2 }, Usual()).Problem.ShouldBeNull();
        account.State.Gap.ShouldBeNull();
    }

    [Fact]
    public void In_a_gap_only_orders_that_reduce_risk_pass()
    {
        var account = Start();
        account.Do(Batch(1, 0, 1), Usual());
        account.Do(Batch(3, 2, 1), Usual());
        var margin = Evidence.Of(Key, account.State.Seq);
        account.Do(Order("o1"), Usual(margin)).Problem!.Reason.ShouldBe("gap_open");
        account.Do(Order("o1"), Usual(margin with { PostInitialMarginUsd = 100, PostMaintenanceMarginUsd = 80 })).Problem.ShouldBeNull();
        account.State.Reservations["o1"].InitialMarginUsd.ShouldBe(0);
    }

    [Fact]
    public void What_was_delisted_can_be_reduced_and_closed_and_nothing_else()
    {
        var account = Start();
        account.Do(Batch(1, 0, 5), Usual());
        var delisted = new Turn(0) { Listed = new HashSet<string>() };
        account.Do(Batch(2, 1, 6), delisted).Problem!.Reason.ShouldBe("unknown_instrument");
        account.Do(Batch(2, 1, -1), delisted).Problem!.Reason.ShouldBe("unknown_instrument");
        account.Do(Batch(2, 1, 3), delisted).Problem.ShouldBeNull();
        account.Do(new AccountCommand.ApplyFill("f", 1, FillKind.Liquidation, Instruments[0], -2, 100), delisted).Problem.ShouldBeNull();
        account.Do(Batch(3, 2, 0), delisted with { Listed = null }).Problem.ShouldBeNull();
        account.State.Positions.ShouldBeEmpty();
    }

    [Fact]
    public void Two_orders_are_never_decided_on_one_figure()
    {
        var account = Start();
        var margin = Evidence.Of(Key, account.State.Seq) with { PreEquityUsd = 250, PostEquityUsd = 250 };
        account.Do(Order("o1"), Usual(margin)).Problem.ShouldBeNull();
        account.Do(Order("o1"), Usual(margin)).IsDuplicate.ShouldBeTrue();
        account.Do(Order("o2"), Usual(margin)).Problem!.Reason.ShouldBe("margin_outdated");
        var renewed = margin with { Inputs = margin.Inputs with { PositionSeq = account.State.Seq } };
        account.Do(Order("o2"), Usual(renewed)).Problem!.Reason.ShouldBe("margin_outdated", "it does not count what the first order took");
        account.Do(Order("o2"), Usual(renewed with { ReservedUsd = 150 })).Problem!.Reason.ShouldBe("insufficient_margin");

        account.Do(new AccountCommand.ExpireReservations(), new Turn(999)).IsDuplicate.ShouldBeTrue();
        account.Do(new AccountCommand.ExpireReservations(), new Turn(1_000)).Events.Length.ShouldBe(1);
        account.State.ReservedUsd.ShouldBe(0);
        account.Do(Order("o2"), Usual(margin with { Inputs = margin.Inputs with { PositionSeq = account.State.Seq } })).Problem.ShouldBeNull();
        account.Do(new AccountCommand.Release("o2")).Problem.ShouldBeNull();
        account.State.Reservations.ShouldBeEmpty();
    }

    [Fact]
    public void Every_margin_in_the_turn_must_pass()
    {
        var account = Start();
        var poor = Evidence.Of("olga", account.State.Seq) with { PostEquityUsd = 0 };
        account.Do(Order("o1"), Usual(Evidence.Of(Key, account.State.Seq), poor)).Problem!.Reason.ShouldBe("insufficient_margin");
    }

    [Fact]
    public void A_whole_collateral_update_replaces_the_last_and_a_late_one_changes_nothing()
    {
        var account = Start();
        account.Do(new AccountCommand.SetCollateral(1, 3, 100, [new("ETH", 2.50m, "ethereum"), new("ETH", 1, "base"), new("BTC", 0)])).Problem.ShouldBeNull();
        account.Do(new AccountCommand.SetCollateral(1, 2, 7, [])).IsDuplicate.ShouldBeTrue();
        account.Do(new AccountCommand.SetCollateral(1, 3, 7, [])).IsDuplicate.ShouldBeTrue();
        account.State.CashUsd.ShouldBe(100);
        account.State.Collateral.Keys.ShouldBe(["ETH@base", "ETH@ethereum"]);
        account.State.Collateral["ETH@ethereum"].Quantity.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("2.5");
        account.Do(new AccountCommand.SetCollateral(2, 1, -1, [])).Problem.ShouldBeNull();
        account.State.CashUsd.ShouldBe(-1);
        account.ShouldReplay(Key);
    }

    [Fact]
    public void Updates_in_any_order_and_number_make_the_state_of_each_once_in_order() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var batches = Enumerable.Range(1, 12).Select(i => new AccountCommand.ApplyPositions(
                1, i, i - 1, [new(Instruments[random.Next(Instruments.Length)], random.Next(-3, 4), 1 + random.Next(100))])).ToArray();
            var straight = Start();
            foreach (var batch in batches) straight.Do(batch, Usual());

            // A transport that loses, doubles and mixes, and a venue that sends again until all is acknowledged.
            var shaken = Start();
            for (var round = 0; shaken.State.LastSequence < batches.Length; round++)
            {
                round.ShouldBeLessThan(500);
                foreach (var batch in batches.OrderBy(_ => random.Next()).Take(random.Next(1, 12))) shaken.Do(batch, Usual());
            }

            shaken.ShouldReplay(Key);
            return shaken.State.Gap is null && shaken.State.Positions.SequenceEqual(straight.State.Positions)
                && shaken.Events.OfType<AccountEvent.PositionsApplied>().Select(applied => applied.Sequence).SequenceEqual(Enumerable.Range(1, 12).Select(i => (long)i));
        }));

    [Fact]
    public void Any_commands_leave_a_state_that_the_events_make_again() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(80), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var account = Start();
            for (var i = 0; i < 60; i++)
            {
                var command = Any(random, account.State);
                account.Do(command, Usual(Evidence.Of(account.State.OwnerKey, account.State.Seq) with { ReservedUsd = account.State.ReservedUsd }) with { NowMs = i * 100 });
                account.State.Seq.ShouldBe(account.Events.Count);
                account.State.Positions.Values.ShouldAllBe(position => position.Size != 0);
                account.State.Reservations.Values.ShouldAllBe(reservation => reservation.InitialMarginUsd >= 0 && reservation.Size != 0);
            }

            account.ShouldReplay(Key);
            return account.Events.Count > 0;
        }));

    [Fact]
    public void Events_apply_to_any_state_without_a_throw()
    {
        foreach (var type in Sample.Cases(typeof(AccountEvent)))
            CoreJson.Write(AccountMachine.Apply(AccountMachine.Initial(Key), (AccountEvent)Sample.Of(type))).ShouldNotBeEmpty();
    }

    private static AccountCommand Any(Random random, AccountState state)
    {
        var instrument = Instruments[random.Next(Instruments.Length)];
        var size = random.Next(-500, 500) / 100m;
        var order = $"o{random.Next(5)}";
        var owner = $"owner{random.Next(3)}";
        return random.Next(14) switch
        {
            0 or 1 => new AccountCommand.ApplyPositions(Math.Max(1, state.Epoch), state.LastSequence + 1, state.LastSequence, [new(instrument, size, 1 + random.Next(100_000))]),
            2 => new AccountCommand.ApplyPositions(1 + random.Next(3), 1 + random.Next(30), random.Next(30), [new(instrument, size, 5)]),
            3 => new AccountCommand.SnapshotPositions(state.Epoch + random.Next(2), 1 + random.Next(30), [new(instrument, size, 1 + random.Next(100))]),
            4 => new AccountCommand.SetCollateral(1 + random.Next(2), random.Next(30), size, [new("ETH", size), new("BTC", size)]),
            5 or 6 => new AccountCommand.ApplyFill($"f{random.Next(3)}", 1 + random.Next(90), FillKind.Trade, instrument, size, 1 + random.Next(100_000), random.Next(2) == 0 ? order : null),
            7 => new AccountCommand.Reserve(order, instrument, size, 1 + random.Next(100), 1 + random.Next(3_000)),
            8 => new AccountCommand.Release(order),
            9 => new AccountCommand.ExpireReservations(),
            10 => new AccountCommand.OfferLink(owner, 1 + random.Next(4)),
            11 => random.Next(3) == 0 ? new AccountCommand.WithdrawConsent(owner) : new AccountCommand.ConsentLink(owner),
            12 => new AccountCommand.PayLossShare(owner, 1 + random.Next(6), 1 + random.Next(500) / 100m),
            _ => new AccountCommand.ReleaseOwner(state.Link?.Owner ?? owner, state.Link?.LinkId ?? 1 + random.Next(4)),
        };
    }

    private static Alice Start() => new(AccountMachine.Initial(Key));

    private static AccountCommand.ApplyPositions Batch(long sequence, long previous, decimal size) => new(1, sequence, previous, [new(Instruments[0], size, 100)]);

    private static AccountCommand.Reserve Order(string id) => new(id, Instruments[0], 1, 100, 1_000);

    private static Turn Usual(params MarginEvidence[] margins) => new(0) { Listed = Listed, Margins = [.. margins] };
}
