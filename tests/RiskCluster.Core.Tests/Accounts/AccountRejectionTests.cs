using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Accounts.AccountRejection;
using static RiskCluster.Core.Turns.ProblemCode;

namespace RiskCluster.Core.Tests.Accounts;

/// <summary>What an account refuses, and in which order.</summary>
public sealed class AccountRejectionTests
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private const string Held = "ETH_USDC-PERPETUAL";

    private static readonly AccountState Open = AccountMachine.Initial("aurora/alice") with
    {
        Seq = 9,
        Epoch = 2,
        SnapshotSequence = 1,
        LastSequence = 5,
        CollateralEpoch = 2,
        CollateralSequence = 5,
        Positions = AccountMachine.Initial("aurora/alice").Positions.With([new(Held, 3, 2_000)]),
    };

    private static readonly Turn Usual = new(1_000) { Listed = new HashSet<string> { Perpetual, Held }, Margins = [Evidence.Of("aurora/alice", positionSeq: 9)] };
    private static readonly ImmutableArray<PositionChange> TooMany = [.. Enumerable.Range(0, 10_001).Select(i => new PositionChange($"X-{i}", 1, 1))];

    public static TheoryData<string> Names => [.. Tables.Keys];

    private static Dictionary<string, RefusalTable<Case, AccountRejection>> Tables { get; } = new[]
    {
        Table(new AccountCommand.ApplyPositions(2, 6, 5, [new(Perpetual, 1, 90_000)]), (table, change) => table
            .Row(EpochBounds, InvalidArgument, change(c => c with { Epoch = 0 }))
            .Row(SequenceBounds, InvalidArgument, change(c => c with { PreviousSequence = long.MaxValue }))
            .Row(StaleEpoch, StaleSequence, change(c => c with { Epoch = 1 }))
            .Row(AccountRejection.SequenceGap, ProblemCode.SequenceGap, change(c => c with { Sequence = 8, PreviousSequence = 7 }))
            .Row(TooManyPositions, InvalidArgument, change(c => c with { Changes = TooMany }))
            .Row(InstrumentTwice, InvalidArgument, change(c => c with { Changes = c.Changes.Add(c.Changes[0]) }))
            .Row(SizeBounds, InvalidArgument, change(c => c with { Changes = c.Changes.Add(new("A", -1.1e15m, 1)) }))
            .Row(AveragePriceBounds, InvalidArgument, change(c => c with { Changes = c.Changes.Add(new("B", 1, 0)) }))
            .Row(ListingUnknown, ProblemCode.Unavailable, c => c with { Turn = c.Turn with { Listed = null } })
            .Row(AccountRejection.UnknownInstrument, ProblemCode.UnknownInstrument, change(c => c with { Changes = c.Changes.Add(new("BTC-PERPETUAL", 1, 1)) }))
            .Row(AveragePriceMissing, InvalidArgument, change(c => c with { Changes = [new(Perpetual, 1)] }))
            .Row(AccountFull, ProblemCode.TooManyRequests, c => c with { State = Full(c.State) })),
        Table(new AccountCommand.SnapshotPositions(3, 1, [new(Perpetual, 1, 90_000)]), (table, change) => table
            .Row(EpochBounds, InvalidArgument, change(c => c with { Epoch = long.MaxValue }))
            .Row(SequenceBounds, InvalidArgument, change(c => c with { Sequence = 0 }))
            .Row(StaleEpoch, StaleSequence, change(c => c with { Epoch = 2, Sequence = 3 }))
            .Row(TooManyPositions, InvalidArgument, change(c => c with { Positions = TooMany }))
            .Row(InstrumentTwice, InvalidArgument, change(c => c with { Positions = c.Positions.Add(c.Positions[0]) }))
            .Row(SizeBounds, InvalidArgument, change(c => c with { Positions = c.Positions.Add(new("A", 0.00000000001m, 1)) }))
            .Row(AveragePriceBounds, InvalidArgument, change(c => c with { Positions = c.Positions.Add(new("B", 1, 1.1e12m)) }))
            .Row(ListingUnknown, ProblemCode.Unavailable, c => c with { Turn = c.Turn with { Listed = null } })
            .Row(AccountRejection.UnknownInstrument, ProblemCode.UnknownInstrument, change(c => c with { Positions = c.Positions.Add(new("BTC-PERPETUAL", 1, 1)) }))
            .Row(AveragePriceMissing, InvalidArgument, change(c => c with { Positions = [new(Perpetual, 1)] }))),
        Table(new AccountCommand.SetCollateral(2, 6, 1, [new("ETH", 1, "ethereum")]), (table, change) => table
            .Row(EpochBounds, InvalidArgument, change(c => c with { Epoch = -1 }))
            .Row(SequenceBounds, InvalidArgument, change(c => c with { Sequence = 0 }))
            .Row(StaleEpoch, StaleSequence, change(c => c with { Epoch = 1 }))
            .Row(CashBounds, InvalidArgument, change(c => c with { CashUsd = -1.1e18m }))
            .Row(TooMuchCollateral, InvalidArgument, change(c => c with { Items = [.. Enumerable.Repeat(new CollateralItem("?", 1), 257)] }))
            .Row(AssetNotAName, InvalidArgument, change(c => c with { Items = c.Items.Add(new("?", 1)) }))
            .Row(ChainNotAName, InvalidArgument, change(c => c with { Items = c.Items.Add(new("SOL", 1, "?")) }))
            .Row(AssetTwice, InvalidArgument, change(c => c with { Items = c.Items.Add(c.Items[0]) }))
            .Row(CollateralQuantity, InvalidArgument, change(c => c with { Items = c.Items.Add(new("BTC", 1.1e15m)) }))),
        Table(new AccountCommand.ApplyFill("Feed:a", 70, FillKind.Trade, Perpetual, 2, 90_000, "o1"), (table, change) => table
            .Row(FillSourceNotAName, InvalidArgument, change(c => c with { Source = "" }))
            .Row(FillOrdinal, InvalidArgument, change(c => c with { Ordinal = 0 }))
            .Row(FillForgotten, StaleSequence, c => c with { State = c.State with { Fills = c.State.Fills.SetItem("Feed:a", new(134, 1)) } })
            .Row(TooManyFillSources, ProblemCode.TooManyRequests, c => c with
            {
                State = c.State with { Fills = c.State.Fills.AddRange(Enumerable.Range(0, 16).Select(i => KeyValuePair.Create($"s{i}", new OrdinalWindow(1, 1)))) },
            })
            .Row(FillQuantity, InvalidArgument, change(c => c with { Quantity = 0 }))
            .Row(FillPrice, InvalidArgument, change(c => c with { Price = -1 }))
            .Row(ListingUnknown, ProblemCode.Unavailable, c => c with { Turn = c.Turn with { Listed = null } })
            .Row(AccountRejection.UnknownInstrument, ProblemCode.UnknownInstrument, change(c => c with { Instrument = "BTC-PERPETUAL" }))
            .Row(AccountFull, ProblemCode.TooManyRequests, c => c with { State = Full(c.State) })
            .Row(ReservationDiffers, InvalidArgument, c => c with { State = c.State with { Reservations = c.State.Reservations.SetItem("o1", new(Perpetual, -2, 1, 1, 1)) } })
            .Row(ResultBounds, InvalidArgument, c => c with { State = c.State with { CashUsd = 1.1e18m } })),
        Table(new AccountCommand.Reserve("o1", Perpetual, 1, 90_000, 5_000), (table, change) => table
            .Row(OrderIdNotAName, InvalidArgument, change(c => c with { OrderId = "o 1" }))
            .Row(OrderSize, InvalidArgument, change(c => c with { Size = 0 }))
            .Row(OrderPrice, InvalidArgument, change(c => c with { Price = 0 }))
            .Row(OrderLifetime, InvalidArgument, change(c => c with { LifetimeMs = 600_001 }))
            .Row(OrderIdTaken, IdempotencyConflict, c => c with { State = c.State with { Reservations = c.State.Reservations.SetItem("o1", new(Perpetual, 2, 90_000, 0, 1)) } })
            .Row(ListingUnknown, ProblemCode.Unavailable, c => c with { Turn = c.Turn with { Listed = null } })
            .Row(AccountRejection.UnknownInstrument, ProblemCode.UnknownInstrument, c => c with { Turn = c.Turn with { Listed = c.Turn.Listed is null ? null : new HashSet<string>() } })
            .Row(TooManyReservations, ProblemCode.TooManyRequests, c => c with
            {
                State = c.State with { Reservations = c.State.Reservations.AddRange(Enumerable.Range(0, 1_000).Select(i => KeyValuePair.Create($"x{i}", new Reservation(Perpetual, 1, 1, 0, 1)))) },
            })
            .Row(MarginUnknown, ProblemCode.Unavailable, c => c with { State = c.State with { Link = new("olga", 1) } })
            .Row(MarginOutdated, VersionConflict, Margin(m => m with { Inputs = m.Inputs with { PositionSeq = 8 } }))
            .Row(MarginStale, OracleStale, Margin(m => m with { Status = FigureStatus.Stale }))
            .Row(MarginHalted, MarketHalted, c => c with { Turn = c.Turn with { Margins = c.Turn.Margins.Add(Evidence.Of("otto", positionSeq: 9) with { Status = FigureStatus.Halted }) } })
            .Row(GapOpen, ProblemCode.InsufficientMargin, c => c with { State = c.State with { Gap = new(2, 6, 8) } })
            .Row(AccountRejection.InsufficientMargin, ProblemCode.InsufficientMargin, Margin(m => m with { PostEquityUsd = 249.999999m }))),
        Table(new AccountCommand.Release("o1"), (table, change) => table
            .Row(OrderIdNotAName, InvalidArgument, change(_ => new("")))
            .Row(UnknownReservation, NotFound, c => c with { State = c.State with { Reservations = c.State.Reservations.Remove("o1") } })),
        Table(new AccountCommand.ExpireReservations(), (table, _) => table),
        Table(new AccountCommand.OfferLink("olga", 1), (table, change) => table
            .Row(OwnerNotAName, InvalidArgument, change(c => c with { Owner = "aurora/olga" }))
            .Row(LinkIdBounds, InvalidArgument, change(c => c with { LinkId = 0 }))),
        Table(new AccountCommand.ConsentLink("olga"), (table, change) => table
            .Row(OwnerNotAName, InvalidArgument, change(_ => new("")))
            .Row(LinkedToAnother, VersionConflict, c => c with { State = c.State with { Link = new("otto", 4) } })),
        Table(new AccountCommand.WithdrawConsent("olga"), (table, change) => table.Row(OwnerNotAName, InvalidArgument, change(_ => new("")))),
        Table(new AccountCommand.ReleaseOwner("olga", 1), (table, change) => table
            .Row(OwnerNotAName, InvalidArgument, change(c => c with { Owner = "" }))
            .Row(LinkIdBounds, InvalidArgument, change(c => c with { LinkId = -1 }))),
        Table(new AccountCommand.PayLossShare("olga", 1, 5), (table, change) => table
            .Row(ShareOwnerNotAName, InvalidArgument, change(c => c with { Owner = "" }))
            .Row(ShareUnwindId, InvalidArgument, change(c => c with { UnwindId = 0 }))
            .Row(ShareAmount, InvalidArgument, change(c => c with { AmountUsd = 0 }))
            .Row(ResultBounds, InvalidArgument, c => c with { State = c.State with { CashUsd = -1e18m } })),
    }.ToDictionary(item => item.Name, item => item.Table);

    [Theory]
    [MemberData(nameof(Names))]
    public void Refused_for_the_first_rule_that_is_broken(string command) => Tables[command].ShouldHold();

    [Fact]
    public void Every_rejection_has_a_row() => RefusalTable<Case, AccountRejection>.ShouldCoverAll(Tables.Values);

    [Fact]
    public void Every_command_has_a_table() => Tables.Keys.ShouldBe(Sample.Cases(typeof(AccountCommand)).Select(type => type.Name), ignoreOrder: true);

    private static (string Name, RefusalTable<Case, AccountRejection> Table) Table<TCommand>(
        TCommand command, Func<RefusalTable<Case, AccountRejection>, Func<Func<TCommand, TCommand>, Func<Case, Case>>, RefusalTable<Case, AccountRejection>> rows)
        where TCommand : AccountCommand
    {
        var state = command is AccountCommand.Release ? Open with { Reservations = Open.Reservations.Add("o1", new(Perpetual, 1, 1, 0, 1)) } : Open;
        var table = new RefusalTable<Case, AccountRejection>(typeof(TCommand).Name, new(state, command, Usual), c => AccountMachine.Decide(c.State, c.Command, c.Turn).Problem);
        return (typeof(TCommand).Name, rows(table, change => c => c with { Command = change((TCommand)c.Command) }));
    }

    private static Func<Case, Case> Margin(Func<MarginEvidence, MarginEvidence> change) => c => c with { Turn = c.Turn with { Margins = [.. c.Turn.Margins.Select(change)] } };

    private static AccountState Full(AccountState state) =>
        state with { Positions = state.Positions.With([.. Enumerable.Range(0, 9_999).Select(i => new PositionChange($"X-{i}", 1, 1))]) };

    private sealed record Case(AccountState State, AccountCommand Command, Turn Turn);
}
