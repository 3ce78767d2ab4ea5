using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Margin;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Actors;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>A whole node on a clock that is moved by hand: cycles and reviews happen when the test says so. Two venues, a market of BTC and one of ETH, a governed model.</summary>
internal sealed class NodeRig : IAsyncDisposable
{
    public const string Perpetual = "BTC_USDC-PERPETUAL";
    public const string EthPerpetual = "ETH_USDC-PERPETUAL";
    public const string Call = "BTC_USDC-27MAR26-70000-C";
    public const string Model = "riskcluster-1";
    public const string Alice = "deribit/alice";

    public static readonly Charter Charter = new(
        ["ada", "ben", "cat"], Threshold: 2, OverrideThreshold: 2, TimelockMs: 0, ApprovalTtlMs: Day, ProposalTtlMs: Day, ImpactMaxAgeMs: Day, MaxBreachShare: 1, MaxChange: 1, EpochMs: Day, RollbackWindowMs: 0);

    private const long Day = 86_400_000;
    private const string Key = "key";
    private static readonly long ExpiryMs = new DateTimeOffset(2026, 3, 27, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly ImmutableArray<string> Sources = ["s1", "s2", "s3", "s4"];

    // Prices may move as far as a test moves them; what is too far is tested with the market's own rules.
    private static readonly MarketRules Rules = MarketRules.Default with { MaxSpike = 1000, MaxMove = 1000, BreakerMove = 1000, HoldMove = 1000 };

    private readonly List<RiskNode> dead = [];
    private int messages;
    private long ticks;

    private NodeRig(IJournal journal) => Journal = journal;

    public IJournal Journal { get; set; }

    public VirtualClock Clock { get; } = new();

    public RiskNode Node { get; private set; } = null!;

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A node with venues, markets and a model, after its first cycle.</summary>
    public static async Task<NodeRig> New(IJournal? journal = null)
    {
        var rig = new NodeRig(journal ?? new MemoryJournal());
        await rig.Open();
        await rig.Establish();
        await rig.Tick(65_000);
        return rig;
    }

    /// <summary>Opens a node on the journal. The one before stays as it was, as a process that was stopped where it stood; whatever it writes from now on is refused.</summary>
    public async Task Open()
    {
        if (Node is not null) dead.Add(Node);
        Node = await RiskNode.Open(Journal, TestCalibration.Instance, new() { CyclesByItself = false, Workers = 1, Engine = new() { Clock = Clock } }, default);
        await Node.RunCycle(default);
    }

    /// <summary>A new price of BTC from all sources, ETH at its fixed share of it, and a margin cycle.</summary>
    public async Task Tick(decimal price)
    {
        await Observe("BTC", price);
        await Observe("ETH", price * 1_900 / 65_000);
        await Node.RunCycle(default);
    }

    /// <summary>Lists one instrument more on the first venue.</summary>
    public Task List(string instrument) => Do(new VenueCommand.ListInstruments([instrument], []), "deribit");

    /// <summary>Another market with the same sources and rules.</summary>
    public async Task AddMarket(string underlying)
    {
        await Do(new MarketDataCommand.SetRules(Rules, "ops"), underlying);
        foreach (var source in Sources) await Do(new MarketDataCommand.RegisterSource(source, Key, 1, "ops"), underlying);
    }

    public async Task Observe(string underlying, decimal price)
    {
        ticks++;
        foreach (var source in Sources) await Do(new MarketDataCommand.Observe(source, Key, ticks, NowMs, new(price, 1, price, 0, null, [new(ExpiryMs, price, Smile())])), underlying);
    }

    public async Task<Answer<AccountEvent>> Do(AccountCommand command, string account = Alice, MessageId? id = null) => await Node.Actors.Account(account).Tell(new(id ?? Next(), command), default);

    public async Task<Answer<PortfolioEvent>> Do(PortfolioCommand command, string owner) => await Node.Actors.Portfolio(owner).Tell(new(Next(), command), default);

    public async Task<Answer<RiskParametersEvent>> Do(RiskParametersCommand command) => await Node.Actors.RiskParameters(Model).Tell(new(Next(), command), default);

    public async Task<Answer<MarketDataEvent>> Do(MarketDataCommand command, string underlying) => Accepted(await Node.Actors.MarketData(underlying).Tell(new(Next(), command), default));

    public async Task<Answer<VenueEvent>> Do(VenueCommand command, string venue) => Accepted(await Node.Actors.Venue(venue).Tell(new(Next(), command), default));

    /// <summary>The next position update of an account.</summary>
    public async Task Position(string account, long sequence, params ImmutableArray<PositionChange> changes) => Accepted(await Do(new AccountCommand.ApplyPositions(1, sequence, sequence - 1, changes), account));

    public async Task Cash(string account, long sequence, decimal usd, params ImmutableArray<CollateralItem> items) => Accepted(await Do(new AccountCommand.SetCollateral(1, sequence, usd, items), account));

    /// <summary>Makes an account an owner's, with both consents.</summary>
    public async Task Link(string owner, string account)
    {
        Accepted(await Do(new AccountCommand.ConsentLink(owner), account));
        Accepted(await Do(new PortfolioCommand.RequestLink(account), owner));
        await Until(async () => (await Node.Actors.Portfolio(owner).Read(true, default)).State.Members.Contains(account));
    }

    public MarginFigure Figure(string key)
    {
        var figure = Node.Board.Figure(key).ShouldNotBeNull($"{key} is not on the board");
        return figure.Figure.ShouldNotBeNull(figure.Problem);
    }

    public async Task<PortfolioState> Portfolio(string owner) => (await Node.Actors.Portfolio(owner).Read(true, default)).State;

    public async Task<AccountState> Account(string account) => (await Node.Actors.Account(account).Read(true, default)).State;

    public MessageId Next() => MessageId.Keyed("test", $"{++messages}");

    public static Answer<T> Accepted<T>(Answer<T> answer)
        where T : class
    {
        answer.Problem.ShouldBeNull();
        return answer;
    }

    /// <summary>Waits for what effects bring about on other threads.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; !await condition(); i++)
        {
            i.ShouldBeLessThan(10_000, "it takes too long");
            await Task.Delay(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        foreach (var node in dead) await node.DisposeAsync();
        await Journal.DisposeAsync();
    }

    private async Task Establish()
    {
        foreach (var venue in new[] { "deribit", "derive" })
        {
            await Do(new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", venue)), venue);
            await Do(new VenueCommand.ListInstruments([Call, Perpetual, EthPerpetual], []), venue);
        }

        foreach (var underlying in new[] { "BTC", "ETH" }) await AddMarket(underlying);
        Accepted(await Do(new RiskParametersCommand.Establish(RiskModel.Parse(ModelText.Shipped).CanonicalText, Charter, "genesis")));
    }

    private SmileSlice Smile()
    {
        var tau = decimal.Round((ExpiryMs - NowMs) / (decimal)(365 * Day), 12);
        return new(0.28m * tau, 0.1m * decimal.Parse($"{Math.Sqrt((double)tau):0.000000}", CultureInfo.InvariantCulture), -0.3m, 0, 0.2m, tau);
    }
}
