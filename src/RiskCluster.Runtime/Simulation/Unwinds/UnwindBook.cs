using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>What the unwinds are about: olga on two venues, long perpetuals here and short calls there; sam on each venue, who shares losses; a market of three sources; a governed model.</summary>
internal sealed class UnwindBook(IActors actors, Func<long> nowMs)
{
    public const string Owner = "olga";
    public const string Underlying = "BTC";
    public const string Perpetual = "BTC_USDC-PERPETUAL";
    public const string Call = "BTC_USDC-27MAR26-70000-C";
    public const decimal StartPrice = 65_000;
    public const decimal SharerUsd = 500_000;
    public const decimal InsuranceFundUsd = 1_000;
    private const string Key = "key";
    private const string Model = "riskcluster-1";
    private const int HistoryDays = 200;
    private const long DayMs = 86_400_000;
    private const long LegLifetimeMs = 8_000;
    private const long GraceMs = 2_000;
    private static readonly ImmutableArray<string> Sources = ["s1", "s2", "s3"];
    private static readonly long ExpiryMs = new DateTimeOffset(2026, 3, 27, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    // Prices may move as far as the run moves them; what is too far is simulated elsewhere.
    private static readonly MarketRules Rules = MarketRules.Default with { MaxSpike = 1000, MaxMove = 1000, BreakerMove = 1000, HoldMove = 1000 };
    private int messages;

    public static ImmutableArray<string> Venues { get; } = ["deribit", "derive"];

    public static ImmutableArray<string> Accounts { get; } = ["deribit/olga", "derive/olga"];

    public static ImmutableArray<string> Sharers { get; } = ["deribit/sam", "derive/sam"];

    /// <summary>What olga holds: one lot an account.</summary>
    public static ImmutableArray<(string Account, string Instrument, decimal Size)> Lots { get; } = [(Accounts[0], Perpetual, 10), (Accounts[1], Call, -8)];

    /// <summary>Made-up daily closes that end the day before the simulation's clock begins; always the same.</summary>
    public static ModelCalibration Calibration { get; } = new(new DailyHistory(
        new DateOnly(2026, 1, 1).AddDays(-HistoryDays),
        ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add(Underlying, Closes()),
        ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty));

    public async Task Found()
    {
        foreach (var venue in Venues)
        {
            await Accepted(actors.Venue(venue).Tell(new(Next(), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", venue))), default));
            await Accepted(actors.Venue(venue).Tell(new(Next(), new VenueCommand.ListInstruments([Perpetual, Call], [])), default));
            await Accepted(actors.Venue(venue).Tell(new(Next(), new VenueCommand.ChangeInsuranceFund("desk", 1, InsuranceFundUsd)), default));
        }

        await Accepted(actors.MarketData(Underlying).Tell(new(Next(), new MarketDataCommand.SetRules(Rules, "ops")), default));
        foreach (var source in Sources) await Accepted(actors.MarketData(Underlying).Tell(new(Next(), new MarketDataCommand.RegisterSource(source, Key, 1, "ops")), default));
        var charter = new Charter(["ada", "ben", "cat"], Threshold: 2, OverrideThreshold: 2, TimelockMs: 0, DayMs, DayMs, DayMs, MaxBreachShare: 1, MaxChange: 1, DayMs, RollbackWindowMs: 0);
        await Accepted(actors.RiskParameters(Model).Tell(new(Next(), new RiskParametersCommand.Establish(RiskModel.Load(Model).CanonicalText, charter, "genesis")), default));
        foreach (var lot in Lots) await Position(lot);
        foreach (var sharer in Sharers) await Cash(sharer, 1, SharerUsd);
        foreach (var account in Accounts) await Link(account);
        await Accepted(actors.Unwind(Owner).Tell(new(Next(), new UnwindCommand.SetRules(new() { LegLifetimeMs = LegLifetimeMs, GraceMs = GraceMs }, 1)), default));
    }

    public ValueTask<Answer<AccountEvent>> Cash(string account, long sequence, decimal usd) =>
        Accepted(actors.Account(account).Tell(new(Next(), new AccountCommand.SetCollateral(1, sequence, usd, [])), default));

    /// <summary>All sources see a price.</summary>
    /// <param name="actors">The actors.</param>
    /// <param name="sequence">Above the one before.</param>
    /// <param name="price">USD.</param>
    /// <param name="nowMs">When.</param>
    public static async Task Post(IActors actors, long sequence, decimal price, long nowMs)
    {
        var tau = decimal.Round((ExpiryMs - nowMs) / (decimal)(365 * DayMs), 12);
        var smile = new SmileSlice(0.28m * tau, 0.1m * decimal.Round((decimal)Math.Sqrt((double)tau), 6), -0.3m, 0, 0.2m, tau);
        foreach (var source in Sources)
        {
            var observe = new MarketDataCommand.Observe(source, Key, sequence, nowMs, new(price, 1, price, 0, null, [new(ExpiryMs, price, smile)]));
            await Accepted(actors.MarketData(Underlying).Tell(new(MessageId.Ordered(source, sequence), observe), default));
        }
    }

    private async Task Position((string Account, string Instrument, decimal Size) lot)
    {
        await Cash(lot.Account, 1, 1_000_000);
        decimal? price = lot.Instrument == Perpetual ? StartPrice : null;
        await Accepted(actors.Account(lot.Account).Tell(new(Next(), new AccountCommand.ApplyPositions(1, 1, 0, [new(lot.Instrument, lot.Size, price)])), default));
    }

    private async Task Link(string account)
    {
        await Accepted(actors.Account(account).Tell(new(Next(), new AccountCommand.ConsentLink(Owner)), default));
        await Accepted(actors.Portfolio(Owner).Tell(new(Next(), new PortfolioCommand.RequestLink(account)), default));
    }

    private MessageId Next() => MessageId.Keyed("founder", $"{nowMs()}.{++messages}");

    private static async ValueTask<Answer<TEvent>> Accepted<TEvent>(ValueTask<Answer<TEvent>> told)
        where TEvent : class
    {
        var answer = await told;
        return answer.IsAccepted ? answer : throw new InvalidOperationException($"the simulation's own message was refused: {answer.Problem}");
    }

    private static ImmutableArray<double> Closes()
    {
        const double VolDaily = 0.03;
        var random = new Random(1);
        var closes = new double[HistoryDays];
        closes[^1] = (double)StartPrice;
        for (var day = HistoryDays - 1; day > 0; day--) closes[day - 1] = closes[day] * Math.Exp(VolDaily * (2 * random.NextDouble() - 1) * Math.Sqrt(3));
        return [.. closes];
    }
}
