using System.Collections.Immutable;
using RiskCluster.Cli.Language;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Cli.Bench;

/// <summary>A risk board with the made-up book, on the calling thread.</summary>
internal sealed class BenchBoard : IDisposable
{
    private readonly BoardAccount first;
    private readonly string instrument;
    private long version;
    private long seq = 1;

    public BenchBoard(ImmutableArray<Instrument> instruments, int accounts)
    {
        Board = new(SerialWork.Instance, TimeProvider.System, readerCount: 1);
        Board.Activate(new(RiskModel.Load(ModelTexts.DefaultModel), BenchWorkload.ScenarioSet(), 1));
        first = Account(BenchWorkload.AccountsOneByOne(instruments, 1).Single(), seq);
        instrument = instruments[0].Name;
        // Whoever holds everything makes the list of instruments whole before memory is counted.
        Board.Put(Account(new("bench", "all", "all", 1e9, [.. instruments.Select(item => new Position(item.Name, 1))]), 1));
        Tick();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var account in BenchWorkload.AccountsOneByOne(instruments, accounts)) Board.Put(Account(account, 1));
        Board.RunCycle();
        BytesEach = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / accounts;
    }

    public RiskBoard Board { get; }

    /// <summary>Managed memory that each account has added; lots are nowhere else.</summary>
    public double BytesEach { get; }

    /// <summary>One tick through the board.</summary>
    public void Tick()
    {
        version++;
        Board.Publish(Market(version), FigureStatus.Ok);
        Board.RunCycle();
    }

    /// <summary>One account replaced and margined.</summary>
    public void Update()
    {
        Board.Put(first with { PositionSeq = ++seq });
        Board.RunCycle();
    }

    /// <summary>One order assessed and given back.</summary>
    public bool Assess()
    {
        using var assessment = Board.AssessOrder(first.Key, new(instrument, 1));
        return assessment.Passes;
    }

    public void Dispose() => Board.Dispose();

    /// <summary>The market of a tick: two in turn.</summary>
    public static MarketSnapshot Market(long version) => BenchWorkload.Market(version % 2 == 0 ? 1 : 0.999, version);

    private static BoardAccount Account(AccountPortfolio account, long seq) => new(
        account.Venue, account.Account, account.Owner, (decimal)account.CashUsd, [.. account.Positions.Select(item => new BoardPosition(item.Instrument, (decimal)item.Quantity))], seq);
}
