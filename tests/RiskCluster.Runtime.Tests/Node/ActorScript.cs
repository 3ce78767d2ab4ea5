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
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Tests.Actors;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>Tells the actors of an engine what venues, sources, owners and governors would: two venues, a market of BTC and one of ETH, a governed model. On a clock that is moved by hand.</summary>
internal abstract class ActorScript
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

    private int messages;
    private long ticks;

    /// <summary>The actors, whichever engine runs them.</summary>
    public abstract IActors Actors { get; }

    public VirtualClock Clock { get; } = new();

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

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

    public Task<Answer<AccountEvent>> Do(AccountCommand command, string account = Alice, MessageId? id = null) => Tell<AccountEvent, AccountCommand>(message => Actors.Account(account).Tell(message, default), command, id);

    public Task<Answer<PortfolioEvent>> Do(PortfolioCommand command, string owner) => Tell<PortfolioEvent, PortfolioCommand>(message => Actors.Portfolio(owner).Tell(message, default), command);

    public Task<Answer<RiskParametersEvent>> Do(RiskParametersCommand command) => Tell<RiskParametersEvent, RiskParametersCommand>(message => Actors.RiskParameters(Model).Tell(message, default), command);

    public async Task<Answer<MarketDataEvent>> Do(MarketDataCommand command, string underlying) => Accepted(await Tell<MarketDataEvent, MarketDataCommand>(message => Actors.MarketData(underlying).Tell(message, default), command));

    public async Task<Answer<VenueEvent>> Do(VenueCommand command, string venue) => Accepted(await Tell<VenueEvent, VenueCommand>(message => Actors.Venue(venue).Tell(message, default), command));

    /// <summary>The next position update of an account.</summary>
    public async Task Position(string account, long sequence, params ImmutableArray<PositionChange> changes) => Accepted(await Do(new AccountCommand.ApplyPositions(1, sequence, sequence - 1, changes), account));

    public async Task Cash(string account, long sequence, decimal usd, params ImmutableArray<CollateralItem> items) => Accepted(await Do(new AccountCommand.SetCollateral(1, sequence, usd, items), account));

    /// <summary>Makes an account an owner's, with both consents.</summary>
    public async Task Link(string owner, string account)
    {
        Accepted(await Do(new AccountCommand.ConsentLink(owner), account));
        Accepted(await Do(new PortfolioCommand.RequestLink(account), owner));
        await Wait(async () => (await Portfolio(owner)).Members.Contains(account));
    }

    public async Task<PortfolioState> Portfolio(string owner) => (await Ask(() => Actors.Portfolio(owner).Read(true, default))).State;

    public async Task<AccountState> Account(string account) => (await Ask(() => Actors.Account(account).Read(true, default))).State;

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

    /// <summary>Waits likewise; an engine whose actors move lets them move meanwhile.</summary>
    protected virtual Task Wait(Func<Task<bool>> condition) => Until(condition);

    /// <summary>Asks an actor; an engine whose actors move asks again.</summary>
    protected virtual async Task<T> Ask<T>(Func<ValueTask<T>> call) => await call();

    private Task<Answer<TEvent>> Tell<TEvent, TCommand>(Func<Message<TCommand>, ValueTask<Answer<TEvent>>> tell, TCommand command, MessageId? id = null)
        where TEvent : class
        where TCommand : class
    {
        var message = new Message<TCommand>(id ?? Next(), command);
        return Ask(() => tell(message));
    }

    protected async Task Establish()
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
