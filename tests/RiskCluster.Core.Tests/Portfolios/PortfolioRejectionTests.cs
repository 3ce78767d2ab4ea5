using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using static RiskCluster.Core.Portfolios.PortfolioRejection;
using static RiskCluster.Core.Turns.ProblemCode;

namespace RiskCluster.Core.Tests.Portfolios;

/// <summary>What a portfolio refuses, and in which order.</summary>
public sealed class PortfolioRejectionTests
{
    private const string Account = "aurora/alice";
    private static readonly PortfolioState None = PortfolioMachine.Initial("olga");
    private static readonly PortfolioState Member = None with { LastLinkId = 3, Links = None.Links.Add(Account, new(3, LinkStatus.Linked, WasLinked: true)) };
    private static readonly PortfolioState Releasing = With(None, new(3, LinkStatus.Releasing, WasLinked: true));
    private static readonly PortfolioFigures Figures = new(1_000, 200, 100, FigureStatus.Ok, Evidence.Inputs());
    private static readonly Turn Usual = new(1_000) { Margins = [Evidence.Of("olga"), Evidence.Of(Account)] };

    public static TheoryData<string> Names => [.. Tables.Keys];

    private static Dictionary<string, RefusalTable<Case, PortfolioRejection>> Tables { get; } = new[]
    {
        Table(None, new PortfolioCommand.RequestLink(Account), (table, change) => table
            .Row(AccountNotAName, InvalidArgument, change(_ => new("alice")))
            .Row(AlreadyLinked, VersionConflict, c => c with { State = With(c.State, new(3, LinkStatus.Linked, WasLinked: true)) })
            .Row(PortfolioRejection.LinkReleasing, VersionConflict, c => c with { State = With(c.State, new(3, LinkStatus.Releasing, WasLinked: true)) })
            .Row(TooManyLinks, TooManyRequests, c => c with
            {
                State = c.State with { Links = c.State.Links.SetItems(Enumerable.Range(0, 1_000).Select(i => KeyValuePair.Create($"v/{i}", new PortfolioLink(i + 1, LinkStatus.Requested)))) },
            })),
        Table(With(None, new(3, LinkStatus.Requested)), new PortfolioCommand.ConfirmLink(Account, 3), (table, change) => table
            .Row(AccountNotAName, InvalidArgument, change(c => c with { Account = "a/b/c" }))),
        Table(With(None, new(3, LinkStatus.Requested)), new PortfolioCommand.RefuseLink(Account, 3, "linked_to_another"), (table, change) => table
            .Row(AccountNotAName, InvalidArgument, change(c => c with { Account = "/" }))),
        Table(Releasing, new PortfolioCommand.ConfirmUnlink(Account, 3), (table, change) => table
            .Row(AccountNotAName, InvalidArgument, change(c => c with { Account = "" }))
            .Row(NotReleasing, VersionConflict, c => c with { State = Member })),
        Table(Member, new PortfolioCommand.Unlink(Account), (table, change) => table
            .Row(AccountNotAName, InvalidArgument, change(_ => new("alice")))
            .Row(UnknownLink, NotFound, c => c with { State = None })
            .Row(MarginUnknown, ProblemCode.Unavailable, c => c with { Turn = c.Turn with { Margins = c.Turn.Margins.RemoveAt(0) } })
            .Row(MarginStale, OracleStale, Margin(0, m => m with { Status = FigureStatus.Stale }))
            .Row(MarginHalted, MarketHalted, Margin(1, m => m with { Status = FigureStatus.Halted }))
            .Row(PortfolioRejection.InsufficientMargin, ProblemCode.InsufficientMargin, Margin(1, m => m with { ReservedUsd = 750.01m }))),
        Table(None, new PortfolioCommand.ReportState(Figures with { EquityUsd = 150 }, 2), (table, change) => table
            .Row(ConfirmationCount, InvalidArgument, change(c => c with { ConfirmationsNeeded = 0 }))
            .Row(FigureBounds, InvalidArgument, change(c => c with { Figures = c.Figures with { MaintenanceMarginUsd = 201 } }))),
        Table(None, new PortfolioCommand.RecordUnwind(1, UnwindStatus.Held), (table, change) => table
            .Row(UnwindIdBounds, InvalidArgument, change(c => c with { UnwindId = 0 }))),
    }.ToDictionary(item => item.Name, item => item.Table);

    [Theory]
    [MemberData(nameof(Names))]
    public void Refused_for_the_first_rule_that_is_broken(string command) => Tables[command].ShouldHold();

    [Fact]
    public void Every_rejection_has_a_row() => RefusalTable<Case, PortfolioRejection>.ShouldCoverAll(Tables.Values);

    [Fact]
    public void Every_command_has_a_table() => Tables.Keys.ShouldBe(Sample.Cases(typeof(PortfolioCommand)).Select(type => type.Name), ignoreOrder: true);

    private static (string Name, RefusalTable<Case, PortfolioRejection> Table) Table<TCommand>(
        PortfolioState state, TCommand command, Func<RefusalTable<Case, PortfolioRejection>, Func<Func<TCommand, TCommand>, Func<Case, Case>>, RefusalTable<Case, PortfolioRejection>> rows)
        where TCommand : PortfolioCommand =>
        (typeof(TCommand).Name, rows(
            new(typeof(TCommand).Name, new(state, command, Usual), c => PortfolioMachine.Decide(c.State, c.Command, c.Turn).Problem),
            change => c => c with { Command = change((TCommand)c.Command) }));

    private static PortfolioState With(PortfolioState state, PortfolioLink link) => state with { Links = state.Links.SetItem(Account, link) };

    private static Func<Case, Case> Margin(int side, Func<MarginEvidence, MarginEvidence> change) =>
        c => side < c.Turn.Margins.Length ? c with { Turn = c.Turn with { Margins = c.Turn.Margins.SetItem(side, change(c.Turn.Margins[side])) } } : c;

    private sealed record Case(PortfolioState State, PortfolioCommand Command, Turn Turn);
}
