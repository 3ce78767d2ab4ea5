using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.Tests.Margin;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Tests.RiskBoard;

/// <summary>A board in the test market, on the calling thread and a clock that stands.</summary>
internal sealed class BoardBench : IDisposable
{
    public static readonly BoardModel Model = ModelOf(1, 1.1);

    private long version = 1;

    public BoardBench(IParallel? workers = null, BoardModel? model = null)
    {
        Board = new(workers ?? SerialWork.Instance, Time);
        Board.Activate(model ?? Model);
        Move(1);
    }

    public ManualTime Time { get; } = new();

    public Runtime.RiskBoard.RiskBoard Board { get; }

    /// <summary>The markets last published.</summary>
    public MarketSnapshot[] Markets { get; private set; } = [];

    public static BoardModel ModelOf(long parametersVersion, double initialFactor, int scenarioSeed = 1) =>
        new(ModelText.Model("requirement.initial_factor", initialFactor), TestBook.Scenarios(seed: scenarioSeed), parametersVersion);

    public static BoardAccount Account(AccountPortfolio account, long seq = 1, decimal reservedUsd = 0) => new(
        account.Venue,
        account.Account,
        account.Owner,
        (decimal)account.CashUsd,
        [.. account.Positions.GroupBy(position => position.Instrument).Select(group => new BoardPosition(group.Key, group.Sum(item => (decimal)item.Quantity), (decimal?)group.First().AveragePrice))],
        seq,
        reservedUsd);

    public static BoardAccount Account(string name, string owner, decimal cashUsd, params BoardPosition[] positions) => new("v", name, owner, cashUsd, [.. positions], 1);

    /// <summary>Publishes both markets, moved.</summary>
    public void Move(double move, FigureStatus status = FigureStatus.Ok)
    {
        Markets = [.. TestBook.Markets(move).Select(market => market with { Version = version })];
        version++;
        foreach (var market in Markets) Board.Publish(market, status);
    }

    /// <summary>The same prices with another status.</summary>
    public void SetStatus(FigureStatus status)
    {
        foreach (var market in Markets) Board.Publish(market, status);
    }

    public MarginFigure Figure(string key) => Board.Figure(key)!.Figure!.Value;

    public List<Crossing> TakeCrossings()
    {
        var crossings = new List<Crossing>();
        while (Board.Crossings.TryTake(out var crossing)) crossings.Add(crossing);
        return crossings;
    }

    /// <summary>Every portfolio of some accounts by a cycle compiled from scratch: key to figure, and owner to state.</summary>
    public static (Dictionary<string, MarginFigure> Figures, Dictionary<string, MarginState> States) FromScratch(IEnumerable<BoardAccount> accounts, MarketSnapshot[] markets, BoardModel model)
    {
        List<AccountPortfolio> compiled = [.. accounts.Select(account => new AccountPortfolio(
            account.Venue,
            account.Account,
            account.Owner,
            (double)account.CashUsd,
            [.. account.Positions.Select(item => new Position(item.Instrument, (double)item.Size, (double?)item.AveragePrice))]))];
        var instruments = compiled.SelectMany(account => account.Positions).Select(position => position.Instrument).Distinct().Order(StringComparer.Ordinal).Select(InstrumentName.Parse);
        var book = MarginBook.Compile([.. instruments], compiled);
        using var arrays = new RiskArrays(book.Instruments, model.Scenarios);
        using var cycle = new MarginCycle(arrays, book, model.Model.Requirement, SerialWork.Instance);
        cycle.Run(markets);
        var numbers = Enumerable.Range(0, book.PortfolioCount).ToList();
        return (numbers.ToDictionary(book.KeyOf, cycle.Figure), numbers.Where(i => book.OwnerOf(i) is not null).ToDictionary(i => book.OwnerOf(i)!, cycle.StateOf));
    }

    public void Dispose() => Board.Dispose();
}
