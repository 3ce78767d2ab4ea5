using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.Portfolios;

namespace RiskCluster.Console.Tests.Desk;

/// <summary>A made-up book of owners whose figures move with the tick: every state, every status, long names, figures that are missing.</summary>
internal sealed class Book(TimeProvider clock)
{
    public const int OwnerCount = 1_200;

    /// <summary>Has an account with a gap, collateral, positions; never liquidated.</summary>
    public const string Followed = "polaris";

    private static readonly string[] Stars = ["aldebaran", "bellatrix", "capella", "deneb", "electra", "fomalhaut", "gacrux", "hamal", "izar", "kochab", "mizar", "nashira"];
    private static readonly string[] Venues = ["atlas", "borealis", "cassini", "deribit-sim"];

    /// <summary>Rises by one with every step of the market.</summary>
    public long Tick { get; private set; } = 1;

    public void Step() => Tick++;

    public IReadOnlyList<PortfolioRow> Rows() =>
        [.. Enumerable.Range(0, OwnerCount).Select(Row).OrderBy(row => row.Margin.MaintenanceMarginExcess ?? decimal.MinValue).ThenBy(row => row.Owner, StringComparer.Ordinal)];

    public PortfolioRow Row(int number)
    {
        var owner = Owner(number);
        var venues = Venues[..(1 + (number % Venues.Length))];
        var margin = Summary(owner);
        var unwind = margin.State is PortfolioCondition.Liquidating or PortfolioCondition.Bankrupt || MarketBook.Unwound.Contains(owner) ? "running" : number % 97 == 5 ? "recovered" : null;
        return new(owner, venues.Length + (number % 3), venues, margin, unwind);
    }

    public MarginReport Report(string portfolio)
    {
        var margin = Summary(portfolio);
        var initial = margin.InitialMargin ?? 0;
        return new(
            margin,
            portfolio.Contains('/', StringComparison.Ordinal) ? Followed : portfolio,
            Cents(initial * 0.71m),
            "tail -66.0 % vol +50.0 % x 0.12",
            Cents(initial * 0.38m),
            Cents(initial * 0.52m),
            Cents(initial * 0.12m),
            Cents(initial * 0.05m),
            12_500m,
            Cents(initial * 11.4m),
            [new("BTC", 1.4673 + BookRandom.Wander("delta", Tick), 0.00103, 2441.19, 2119.49), new("ETH", -212.83, 0.03114, -1311.02, 894.2)],
            [new("BTC", null, Cents(initial * 0.9m), Cents(initial * 0.7m), null), new("ETH", null, Cents(initial * 0.4m), Cents(initial * 0.3m), null)],
            [new("atlas", Cents(initial * 0.5m), Cents(initial * 2.1m), Cents(initial * 1.5m), 1_707_006.86m), new("borealis", Cents(initial * 0.7m), Cents(initial * 3.2m), Cents(initial * 2.5m), 402_118.4m), new("cassini", Cents(initial * -0.2m), Cents(initial * 1.1m), Cents(initial * 0.9m), -169_000.1m)],
            new(Cents(initial * 8.9m), Cents(initial * 2.4m), Cents(initial * 6.4m)),
            Cents(initial * 5.4m),
            0.843m,
            new(146_608.436723m, 4.685m, "0ff242be2f33"));
    }

    public HeatmapDocument Heatmap(string portfolio)
    {
        double[] prices = [-0.3, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.3];
        double[] vols = [-0.4, -0.2, 0, 0.2, 0.4, 0.6];
        var tilt = BookRandom.Wander(portfolio, Tick) * 20_000;
        return new(portfolio, prices, vols, [.. vols.Select(vol => (IReadOnlyList<double>)[.. prices.Select(price => ((price * 900_000) * (1 - Math.Abs(price))) - (price * price * 2_600_000) - (vol * 140_000) + (price == 0 ? 0 : tilt))])], AsOf());
    }

    public AccountDocument Account(string account) => new(
        account,
        Followed,
        3,
        48_211 + Tick,
        account.EndsWith("/gapped", StringComparison.Ordinal),
        [new("BTC-27MAR26-70000-P", -300), new("BTC-27MAR26-78000-C", 300), new("BTC-PERPETUAL", -17_125_790m, 74_180.5m), new("ETH-PERPETUAL", -120.5m, 2_214.75m)],
        500_000.25m,
        [new("ETH", 276.55m), new("USDC", 250_000m, "arbitrum"), new("BTC", -0.5m)],
        12_500m,
        90_000 + Tick);

    public AsOf AsOf() => new(Tick, 90_000 + Tick, 7, "riskcluster-1 1.1.0 fb94e6e63e71", clock.GetUtcNow().ToUnixTimeMilliseconds());

    private static string Owner(int number) => number == 0 ? Followed : number == 7 ? "a-very-long-name-of-an-owner-that-some-venue-thought-was-a-good-idea" : $"{Stars[number % Stars.Length]}-{number:D4}";

    private MarginSummary Summary(string portfolio)
    {
        var at = AsOf();
        if (portfolio.EndsWith("-0042", StringComparison.Ordinal)) return new(portfolio, MarginStatus.Halted, null, null, null, null, null, null, "BTC-27MAR26-70000-P cannot be priced: the market of BTC is halted", at);
        var size = Math.Exp(10 + (5 * BookRandom.Unit(portfolio, 2)));
        var cover = portfolio == Followed ? 2.5 : 0.55 + (2.4 * Math.Sqrt(BookRandom.Unit(portfolio, 3)));
        var initial = Cents((decimal)size);
        var maintenance = Cents(initial * 0.78m);
        var equity = Cents((decimal)(size * (cover + (0.04 * BookRandom.Wander(portfolio, Tick)))));
        if (portfolio.EndsWith("-0100", StringComparison.Ordinal)) equity = -equity;
        var state = equity < 0 ? PortfolioCondition.Bankrupt : equity < maintenance ? PortfolioCondition.Liquidating : equity < initial ? PortfolioCondition.Restricted : PortfolioCondition.Healthy;
        var status = BookRandom.Unit(portfolio, 4) switch { < 0.01 => MarginStatus.Stale, < 0.03 => MarginStatus.Degraded, _ => MarginStatus.Ok };
        if (status == MarginStatus.Stale) at = at with { Timestamp = at.Timestamp - 95_000 };
        return new(portfolio, status, state, equity, initial, maintenance, equity - initial, equity - maintenance, null, at);
    }

    private static decimal Cents(decimal value) => Math.Round(value, 6);
}
