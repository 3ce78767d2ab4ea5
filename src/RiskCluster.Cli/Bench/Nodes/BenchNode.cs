using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Cli.Language;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>A whole node with the made-up instruments, market and scenarios: accounts and ticks come in through their actors.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    /// <summary>The venue of all accounts.</summary>
    public const string Venue = "bench";

    private const string Source = "bench";
    private const int InstrumentCount = 1000;
    private static readonly ImmutableArray<MarketSnapshot> Markets = [BenchWorkload.Market(), BenchWorkload.Market(0.999)];
    private readonly BenchClock clock;
    private readonly IActors actors;
    private long ticks;

    private BenchNode(IRiskNode node, IActors actors, BenchClock clock) => (Node, this.actors, this.clock) = (node, actors, clock);

    /// <summary>The instruments that the venue lists.</summary>
    public static ImmutableArray<Instrument> Instruments { get; } = BenchWorkload.Instruments(InstrumentCount);

    /// <summary>When the made-up market begins.</summary>
    public static long StartMs => Markets[0].AsOf.Milliseconds;

    /// <summary>The node.</summary>
    public IRiskNode Node { get; }

    /// <summary>The scenarios are made up and not calibrated; a history there must be.</summary>
    public static ModelCalibration Calibration => new(new DailyHistory(new(2025, 1, 1), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("BTC", [1, 1]), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty));

    /// <summary>The market's time now.</summary>
    public long NowMs => clock.NowMs;

    /// <summary>A node that is there already, whose actors are told by the way given.</summary>
    public static BenchNode Of(IRiskNode node, IActors actors, BenchClock clock) => new(node, actors, clock);

    /// <summary>Sizes of a node that cycles when it is told to, unless it is said otherwise.</summary>
    public static NodeOptions Options(BenchClock clock, bool cyclesByItself = false, int snapshotEvery = 256, TimeSpan idleAfter = default) =>
        new() { CyclesByItself = cyclesByItself, Workers = 1, Engine = new() { Clock = clock, Cells = new() { SnapshotEvery = snapshotEvery }, Host = new() { IdleAfter = idleAfter } } };

    /// <summary>Lets a node margin by the made-up scenarios.</summary>
    public static void Margin(IRiskNode node) => node.Board.Activate(new(RiskModel.Load(ModelTexts.DefaultModel), BenchWorkload.ScenarioSet(), 1));

    /// <summary>Opens a node; whoever gave the journal closes it.</summary>
    public static async Task<BenchNode> Open(IJournal journal, bool cyclesByItself = false, int snapshotEvery = 256, TimeSpan idleAfter = default)
    {
        var clock = new BenchClock(DateTimeOffset.FromUnixTimeMilliseconds(Markets[0].AsOf.Milliseconds));
        var node = await RiskNode.Open(journal, Calibration, Options(clock, cyclesByItself, snapshotEvery, idleAfter), CancellationToken.None);
        Margin(node);
        return new(node, node.Actors, clock);
    }

    /// <summary>Venue, listing and market, once for a journal; and the first cycle.</summary>
    public async Task Establish()
    {
        await List(InstrumentCount, Venue);
        await Market(new MarketDataCommand.SetRules(MarketRules.Default with { MinSources = 1, WantedSources = 1 }, "bench"));
        await Market(new MarketDataCommand.RegisterSource(Source, "key", 1, "bench"));
        await Tick();
    }

    /// <summary>Registers venues.</summary>
    /// <param name="instruments">How many of the instruments they list.</param>
    /// <param name="names">Which.</param>
    public async Task List(int instruments, params string[] names)
    {
        foreach (var name in names)
        {
            var venue = actors.Venue(name);
            Accepted(await venue.Tell(new(Id("register"), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "Bench"))), CancellationToken.None));
            Accepted(await venue.Tell(new(Id("list"), new VenueCommand.ListInstruments([.. Instruments.Take(instruments).Select(instrument => instrument.Name)], [])), CancellationToken.None));
        }
    }

    /// <summary>A tick from the source to the last margin: observation, consensus, board, cycle, crossings.</summary>
    public async Task Tick()
    {
        await Observe();
        await Node.RunCycle(CancellationToken.None);
    }

    /// <summary>The first part of it: the market's own turn, to what the board takes.</summary>
    public async Task Observe()
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        var market = Markets[(int)(++ticks % 2)];
        ImmutableArray<ObservedExpiry> expiries = [.. market.Expiries.Select(item => new ObservedExpiry(item.Expiry.Milliseconds, decimal.Round((decimal)item.Forward, 9), SmileSlice.From(item.Smile!)))];
        await Market(new MarketDataCommand.Observe(Source, "key", ticks, clock.NowMs, new((decimal)market.IndexPrice, 1, (decimal)market.PerpetualPrice, 0, null, expiries)));
    }

    /// <summary>Accounts with cash and lots, many at a time.</summary>
    public async Task Put(IEnumerable<AccountPortfolio> accounts, decimal? entryPrice = null)
    {
        foreach (var some in accounts.Chunk(500)) await Task.WhenAll(some.Select(account => Put(account, entryPrice)));
    }

    /// <summary>One account with all instruments: the board's list of them is whole before anything is measured.</summary>
    public async Task HoldEverything()
    {
        await Put([new(Venue, "all", "all", 1e9, [.. Instruments.Select(item => new Position(item.Name, 1))])]);
        await Tick();
    }

    /// <summary>One position update, acknowledged when durable.</summary>
    public async Task<Answer<AccountEvent>> Update(string account, long sequence, params ImmutableArray<PositionChange> changes) =>
        Accepted(await actors.Account(account).Tell(new(MessageId.Ordered(Venue, sequence), new AccountCommand.ApplyPositions(1, sequence, sequence - 1, changes)), CancellationToken.None));

    /// <summary>Puts every actor to rest.</summary>
    public async Task AllAtRest()
    {
        clock.Leap(TimeSpan.FromHours(1));
        while (Node.ActiveCount > 0) await Task.Delay(50);
    }

    /// <summary>Drains and closes the node.</summary>
    public ValueTask DisposeAsync() => Node.DisposeAsync();

    private async Task Put(AccountPortfolio account, decimal? entryPrice)
    {
        var cash = new AccountCommand.SetCollateral(1, 1, (decimal)account.CashUsd, []);
        Accepted(await actors.Account(account.Key).Tell(new(MessageId.Ordered("cash", 1), cash), CancellationToken.None));
        await Update(account.Key, 1, [.. account.Positions.Select(item => new PositionChange(item.Instrument, (decimal)item.Quantity, entryPrice))]);
    }

    private async Task Market(MarketDataCommand command) => Accepted(await actors.MarketData("BTC").Tell(new(Id($"{command.GetType().Name}{ticks.ToString(CultureInfo.InvariantCulture)}"), command), CancellationToken.None));

    private static MessageId Id(string key) => MessageId.Keyed("bench", key);

    private static Answer<T> Accepted<T>(Answer<T> answer)
        where T : class => answer.IsAccepted ? answer : throw new InvalidOperationException($"the bench was refused: {answer.Problem!.Detail}");
}
