using System.Collections.Immutable;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Demo;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Unwinding;
using Spectre.Console;

namespace RiskCluster.Cli.Liquidation;

/// <summary>
/// A real crash under owners with little to lose: whoever falls below maintenance margin is unwound to its buffer margin, once by a plan over all venues and once venue
/// by venue, each on its own copy of the same book.
/// </summary>
/// <remarks>An unwind is made in the market of its tick. Every venue has an equal share of the depth and volume that the market tells or the model governs.</remarks>
internal sealed class CrashReplay
{
    /// <summary>Every third owner hedges nothing.</summary>
    private const int DirectionalEvery = 3;

    private CrashReplay(int accounts, DemoMarket path, ReplayArm joint, ReplayArm venueByVenue) => (Accounts, Path, Joint, VenueByVenue) = (accounts, path, joint, venueByVenue);

    /// <summary>How many accounts the owners have.</summary>
    public int Accounts { get; }

    /// <summary>The observed markets.</summary>
    public DemoMarket Path { get; }

    /// <summary>All venues as one book.</summary>
    public ReplayArm Joint { get; }

    /// <summary>One venue after the other.</summary>
    public ReplayArm VenueByVenue { get; }

    /// <summary>Runs it.</summary>
    public static CrashReplay Run(IAnsiConsole console, ReplayOptions options)
    {
        var path = DemoMarket.Read();
        var model = RiskModel.Load(ModelTexts.DefaultModel);
        var calibration = Calibrator.Calibrate(model, HistoryFile.Read(DemoSample.History), [.. path.Opening.Select(market => market.Underlying)], path.Opening[0].AsOf);
        var context = new MarginContext(model, ScenarioSetBuilder.Build(model, calibration), [.. path.Opening]);
        var accounts = DemoBook.Build(path.OpeningChains, path.Opening, path.End, options.Seed, new(0, options.Owners, DirectionalEvery));
        using var margin = context.Open(accounts);
        accounts = [.. accounts.GroupBy(account => account.Owner).SelectMany(owner => Lever(margin, [.. owner], options.Leverage))];
        var owners = accounts.GroupBy(account => account.Owner).ToList();
        var replay = new CrashReplay(accounts.Count, path, new("joint", UnwindPlanner.Plan, owners), new("venue_by_venue", UnwindPlanner.PlanVenueByVenue, owners));
        replay.Ticks(console, context, margin, options);
        return replay;
    }

    /// <summary>Gives an owner's accounts the cash that makes its equity a multiple of its maintenance margin, by what each account would need alone; futures are entered now.</summary>
    private static IEnumerable<AccountPortfolio> Lever(PortfolioMargin margin, IReadOnlyList<AccountPortfolio> owned, double leverage)
    {
        var figure = margin.Figure(margin.Compile(owned[0].Owner, owned));
        var cashUsd = leverage * figure.MaintenanceMarginUsd - figure.EquityUsd;
        var needs = owned.Select(account => 1 + margin.Figure(margin.Compile(account.Key, [account])).InitialMarginUsd).ToArray();
        return owned.Select((account, i) => account.EnteredAt(name => margin.Arrays.PriceUsd[margin.SlotOf(name)]) with { CashUsd = cashUsd * needs[i] / needs.Sum() });
    }

    private void Ticks(IAnsiConsole console, MarginContext opening, PortfolioMargin margin, ReplayOptions options)
    {
        var legs = Path.Observations.Count - 1;
        Terminal.Progress(console, "Replaying the crash", legs * options.Ticks, advance =>
        {
            for (var leg = 0; leg < legs; leg++)
                for (var tick = 1; tick <= options.Ticks; tick++)
                {
                    var context = opening with { Market = [.. Path.Tick(leg, tick, options.Ticks)] };
                    foreach (var market in context.Market) margin.Take(market);
                    var books = context.Market.SelectMany(market => Books(context, market)).ToList();
                    foreach (var arm in new[] { Joint, VenueByVenue })
                        arm.Tick(context, margin, (owner, accounts) => new(owner, [.. accounts], options.BufferShare) { Books = [.. books] });
                    advance();
                }
        });
    }

    private static ImmutableArray<VenueBook> Books(MarginContext context, MarketSnapshot market)
    {
        var whole = context.Model.Requirement.Unwind!.MarketOf(market);
        return VenueBook.Split(market.Underlying, whole, DemoBook.Venues.Select(venue => (venue, 1.0 / DemoBook.Venues.Length)));
    }
}
