using System.Collections.Immutable;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;
using static RiskCluster.Core.Turns.ProblemCode;

namespace RiskCluster.Core.Tests.Liquidations;

/// <summary>What a liquidation queue refuses, and in which order.</summary>
public sealed class LiquidationQueueRejectionTests
{
    private const string Id = Orders.TaskId;
    private static readonly LiquidationQueueState None = LiquidationQueueMachine.Initial("aurora");
    private static readonly LiquidationQueueState Open = With(None, new(Orders.Sell(), 0, 600_000));
    private static readonly LiquidationQueueState Held = With(Open, Open.Tasks[Id] with { Claim = new("kim", 7, 30_000, -10), Status = LiquidationStatus.Claimed }) with { LastToken = 7 };
    private static readonly LiquidationQueueState Dutch = With(None, new(Orders.Dutch(), 0, 600_000));
    private static readonly LiquidationQueueState Sealed = With(None, new(Orders.Sealed(), 0, 600_000));
    private static readonly string Hash = SealedHash.Of(Id, "kim", 95, -10, Orders.Nonce(1));
    private static readonly LiquidationQueueState Committed = With(Sealed, Sealed.Tasks[Id] with { Bids = [new("kim", Hash, 25)] });

    public static TheoryData<string> Names => [.. Tables.Keys];

    private static Dictionary<string, RefusalTable<Case, LiquidationQueueRejection>> Tables { get; } = new[]
    {
        Table(None, 0, new LiquidationQueueCommand.SetRules(new(), 1), (table, change) => table.Row(RulesBounds, InvalidArgument, change(c => c with { Rules = new() { ReserveShare = 0 } }))),
        Table(None, 0, new LiquidationQueueCommand.Enqueue(Orders.Sell()), (table, change) => table
            .Row(OwnerNotAName, InvalidArgument, change(c => new(c.Order with { Owner = "#" })))
            .Row(LegIdBounds, InvalidArgument, change(c => new(c.Order with { UnwindId = 0 })))
            .Row(AccountElsewhere, InvalidArgument, change(c => new(c.Order with { Account = "boreas/alice" })))
            .Row(InstrumentNotAName, InvalidArgument, change(c => new(c.Order with { Instrument = "BTC-PERP" })))
            .Row(OrderQuantity, InvalidArgument, change(c => new(c.Order with { Quantity = 0 })))
            .Row(OrderPrice, InvalidArgument, change(c => new(c.Order with { MarkPrice = 0 })))
            .Row(ShortfallBounds, InvalidArgument, change(c => new(c.Order with { ShortfallUsd = -1 })))
            .Row(LifetimeBounds, InvalidArgument, change(c => new(c.Order with { LifetimeMs = 999 })))
            .Row(AuctionTerms, InvalidArgument, change(c => new(c.Order with { Mode = LiquidationMode.Dutch })))
            .Row(OrderDiffers, IdempotencyConflict, c => c with { State = With(c.State, new(Orders.Sell(quantity: -9), 0, 1)) })
            .Row(QueueFull, TooManyRequests, c => c with { State = With(c.State, "olga.2", new(Orders.Sell(2), 0, 1)) with { Rules = new() { MaxTasks = 1 } } })),
        Table(Open, 0, new LiquidationQueueCommand.Withdraw("olga", 1), (table, change) => table.Row(UnknownTask, NotFound, change(c => c with { LegId = 9 }))),
        Table(Open, 0, new LiquidationQueueCommand.Claim("kim", 5_000, Id), (table, change) => Worked(table, change(c => c with { Keeper = "?" }), change(c => c with { TaskId = "olga.9" }), Held)
            .Row(WrongMode, VersionConflict, Task(task => task with { Mode = LiquidationMode.Dutch }))
            .Row(LeaseBounds, InvalidArgument, change(c => c with { LeaseMs = 60_001 }))
            .Row(TooManyClaims, TooManyRequests, c => c with { State = c.State with { Claims = c.State.Claims.SetItem("kim", 64) } })),
        Table(Held, 0, new LiquidationQueueCommand.Release(Id, 7), (table, change) => table
            .Row(UnknownTask, NotFound, change(c => c with { TaskId = "olga.9" }))
            .Row(LiquidationQueueRejection.ClaimLost, ProblemCode.ClaimLost, change(c => c with { Token = 6 }))
            .Row(LiquidationQueueRejection.ClaimLost, ProblemCode.ClaimLost, change(c => c with { Keeper = "zoe" }))),
        Table(Held, 0, new LiquidationQueueCommand.Fill(Id, "f1", 7, -4, 95), (table, change) => table
            .Row(FillIdNotAName, InvalidArgument, change(c => c with { FillId = "" }))
            .Row(UnknownTask, NotFound, change(c => c with { TaskId = "olga.9" }))
            .Row(FillDiffers, IdempotencyConflict, c => c with { State = c.State with { Fills = c.State.Fills.Add("f1", new(Id, -5, 1)) } })
            .Row(LiquidationQueueRejection.ClaimLost, ProblemCode.ClaimLost, change(c => c with { Token = 8 }))
            .Row(LiquidationQueueRejection.ClaimLost, ProblemCode.ClaimLost, change(c => c with { Keeper = "zoe" }))
            .Row(FillQuantity, InvalidArgument, change(c => c with { Quantity = 4 }))
            .Row(FillTooLarge, InvalidArgument, Task(task => task with { ClaimFilledQuantity = -7 }))
            .Row(FillPrice, InvalidArgument, change(c => c with { Price = 0 }))
            .Row(PriceBeyondLimit, InvalidArgument, Task(task => task with { Order = task.Order with { LimitPrice = 96 } }))
            .Row(PriceBeyondReserve, InvalidArgument, c => c with { State = c.State with { Rules = c.State.Rules with { ReserveShare = 0.96m } } })
            .Row(PriceBeyondLastTrade, OracleDeviation, c => c with { State = c.State with { Rules = c.State.Rules with { LastTradeBandShare = 0.04m } } })),
        Table(Dutch, 0, new LiquidationQueueCommand.Bid(Id, "f1", "kim", 0.1m), (table, change) => table
            .Row(KeeperNotAName, InvalidArgument, change(c => c with { Keeper = "?" }))
            .Row(FillIdNotAName, InvalidArgument, change(c => c with { FillId = "?" }))
            .Row(UnknownTask, NotFound, change(c => c with { TaskId = "olga.9" }))
            .Row(FillDiffers, IdempotencyConflict, c => c with { State = c.State with { Fills = c.State.Fills.Add("f1", new(Id, -5, 1)) } })
            .Row(LiquidationQueueRejection.QueueHalted, MarketHalted, c => c with { State = c.State with { Halt = new("x", "desk", 0) } })
            .Row(TaskClosed, VersionConflict, Task(task => task with { Status = LiquidationStatus.Filled }))
            .Row(LiquidationQueueRejection.TaskClaimed, ProblemCode.ClaimLost, Task(task => task with { Claim = new("zoe", 1, 1, -10) }))
            .Row(WrongMode, VersionConflict, Task(task => task with { Mode = LiquidationMode.Order }))
            .Row(FractionBounds, InvalidArgument, change(c => c with { Fraction = 1.1m }))
            .Row(NothingForSale, VersionConflict, Task(task => task with { Dutch = task.Dutch! with { MaintenanceExcessUsd = 100 } }))
            .Row(PriceBeyondLimit, InvalidArgument, Task(task => task with { Order = task.Order with { LimitPrice = 99 } }))
            .Row(PriceBeyondReserve, InvalidArgument, c => c with { State = c.State with { Rules = c.State.Rules with { ReserveShare = 0.99m } } })
            .Row(PriceBeyondLastTrade, OracleDeviation, c => c with { State = c.State with { Rules = c.State.Rules with { LastTradeBandShare = 0.01m } } })),
        Table(Sealed, 0, new LiquidationQueueCommand.CommitBid(Id, "kim", Hash, 25), (table, change) => Auctioned(table, change(c => c with { Keeper = "?" }), change(c => c with { TaskId = "olga.9" }))
            .Row(WindowClosed, VersionConflict, c => c with { NowMs = 10_000 })
            .Row(HashForm, InvalidArgument, change(c => c with { Hash = "A" }))
            .Row(DepositBounds, InvalidArgument, change(c => c with { DepositUsd = 24 }))
            .Row(BidDiffers, IdempotencyConflict, Task(task => task with { Bids = [new("kim", new('0', 64), 25)] }))
            .Row(TooManyBids, TooManyRequests, Task(task => task with { Bids = [.. task.Bids, .. Enumerable.Range(0, 64).Select(i => new SealedBid($"k{i}", Hash, 25))] }))),
        Table(Committed, 10_000, new LiquidationQueueCommand.RevealBid(Id, "kim", 95, -10, Orders.Nonce(1)), (table, change) => Auctioned(table, change(c => c with { Keeper = "?" }), change(c => c with { TaskId = "olga.9" }))
            .Row(WindowClosed, VersionConflict, c => c with { NowMs = 9_999 })
            .Row(UnknownBid, NotFound, Task(task => task with { Bids = [] }))
            .Row(HashDiffers, InvalidArgument, change(c => c with { Nonce = Orders.Nonce(2) }))),
        Table(Committed, 20_000, new LiquidationQueueCommand.CloseReveal(Id), (table, change) => table
            .Row(UnknownTask, NotFound, change(_ => new("olga.9")))
            .Row(LiquidationQueueRejection.QueueHalted, MarketHalted, c => c with { State = c.State with { Halt = new("x", "desk", 0) } })
            .Row(TaskClosed, VersionConflict, Task(task => task with { Status = LiquidationStatus.Expired }))
            .Row(LiquidationQueueRejection.TaskClaimed, ProblemCode.ClaimLost, Task(task => task with { Claim = new("zoe", 1, 1, -10) }))
            .Row(WrongMode, VersionConflict, Task(task => task with { Mode = LiquidationMode.Order }))
            .Row(WindowClosed, VersionConflict, c => c with { NowMs = 19_999 })),
        Table(With(Open, Open.Tasks[Id] with { Status = LiquidationStatus.Filled }), 0, new LiquidationQueueCommand.Settle(Id), (table, change) => table
            .Row(UnknownTask, NotFound, change(_ => new("olga.9")))
            .Row(NotFilled, VersionConflict, Task(task => task with { Status = LiquidationStatus.PartiallyFilled }))),
        Table(None, 0, new LiquidationQueueCommand.Halt("chain stuck", "desk"), (table, change) => table
            .Row(ReasonNotPlain, InvalidArgument, change(c => c with { Reason = "" }))
            .Row(ActorNotAName, InvalidArgument, change(c => c with { By = "" }))),
        Table(None with { Halt = new("x", "desk", 0) }, 0, new LiquidationQueueCommand.Resume("chain back", "desk"), (table, change) => table
            .Row(ReasonNotPlain, InvalidArgument, change(c => c with { Reason = "\n" }))
            .Row(ActorNotAName, InvalidArgument, change(c => c with { By = "" }))),
        Table(None, 0, new LiquidationQueueCommand.SetCongestion(true, "SystemRisk:system"), (table, change) => table.Row(ActorNotAName, InvalidArgument, change(c => c with { By = "" }))),
    }.ToDictionary(item => item.Name, item => item.Table);

    [Theory]
    [MemberData(nameof(Names))]
    public void Refused_for_the_first_rule_that_is_broken(string command) => Tables[command].ShouldHold();

    [Fact]
    public void Every_rejection_has_a_row() => RefusalTable<Case, LiquidationQueueRejection>.ShouldCoverAll(Tables.Values);

    [Fact]
    public void Every_command_that_may_be_refused_has_a_table() =>
        Tables.Keys.Append(nameof(LiquidationQueueCommand.Expire)).ShouldBe(Sample.Cases(typeof(LiquidationQueueCommand)).Select(type => type.Name), ignoreOrder: true);

    private static RefusalTable<Case, LiquidationQueueRejection> Worked(
        RefusalTable<Case, LiquidationQueueRejection> table, Func<Case, Case> keeper, Func<Case, Case> unknown, LiquidationQueueState held) => table
            .Row(KeeperNotAName, InvalidArgument, keeper)
            .Row(UnknownTask, NotFound, unknown)
            .Row(LiquidationQueueRejection.QueueHalted, MarketHalted, c => c with { State = c.State with { Halt = new("x", "desk", 0) } })
            .Row(TaskClosed, VersionConflict, Task(task => task with { Status = LiquidationStatus.Filled }))
            .Row(LiquidationQueueRejection.TaskClaimed, ProblemCode.ClaimLost, Task(task => task with { Claim = held.Tasks[Id].Claim! with { Keeper = "zoe" } }));

    private static RefusalTable<Case, LiquidationQueueRejection> Auctioned(RefusalTable<Case, LiquidationQueueRejection> table, Func<Case, Case> keeper, Func<Case, Case> unknown) =>
        Worked(table, keeper, unknown, Held).Row(WrongMode, VersionConflict, Task(task => task with { Mode = LiquidationMode.Order }));

    private static (string Name, RefusalTable<Case, LiquidationQueueRejection> Table) Table<TCommand>(
        LiquidationQueueState state,
        long nowMs,
        TCommand command,
        Func<RefusalTable<Case, LiquidationQueueRejection>, Func<Func<TCommand, TCommand>, Func<Case, Case>>, RefusalTable<Case, LiquidationQueueRejection>> rows)
        where TCommand : LiquidationQueueCommand =>
        (typeof(TCommand).Name, rows(
            new(typeof(TCommand).Name, new(state, command, nowMs), c => LiquidationQueueMachine.Decide(c.State, c.Command, new(c.NowMs)).Problem),
            change => c => c with { Command = change((TCommand)c.Command) }));

    private static Func<Case, Case> Task(Func<LiquidationTask, LiquidationTask> change) => c => c with { State = With(c.State, change(c.State.Tasks[Id])) };

    private static LiquidationQueueState With(LiquidationQueueState state, LiquidationTask task) => With(state, Id, task);

    private static LiquidationQueueState With(LiquidationQueueState state, string id, LiquidationTask task) => state with { Tasks = state.Tasks.SetItem(id, task) };

    private sealed record Case(LiquidationQueueState State, LiquidationQueueCommand Command, long NowMs);
}
