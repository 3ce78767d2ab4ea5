using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Demo;

/// <summary>
/// What happens before the replay: the model is established, oracle sources and venues register, venues report their accounts, owners and venues consent to links. Every message
/// carries its name, so that a run that was killed in the middle does the rest and nothing twice.
/// </summary>
internal sealed class DemoOpening(IDemoProcess cluster, int seed)
{
    /// <summary>Accounts that report at the same time, so that their updates share commits.</summary>
    private const int AtOnce = 256;

    private const long Hour = 3_600_000;

    /// <summary>Three governors, two to approve; what loosens waits two days.</summary>
    private static readonly Charter Charter = new(
        ["ada", "grace", "hypatia"], Threshold: 2, OverrideThreshold: 2, TimelockMs: 48 * Hour, ApprovalTtlMs: 72 * Hour, ProposalTtlMs: 120 * Hour, ImpactMaxAgeMs: 24 * Hour,
        MaxBreachShare: 0.02m, MaxChange: 0.25m, EpochMs: 24 * Hour, RollbackWindowMs: 24 * Hour);

    /// <summary>Establishes the model and registers sources.</summary>
    public async Task Govern(RiskModel model, IEnumerable<string> underlyings)
    {
        await DemoCluster.Accepted(cluster.Actors.RiskParameters(model.Name).Tell(
            new(Id("establish"), new RiskParametersCommand.Establish(model.CanonicalText, Charter, "genesis")), CancellationToken.None));
        await OpenMarkets(underlyings);
    }

    /// <summary>Registers sources.</summary>
    public async Task OpenMarkets(IEnumerable<string> underlyings)
    {
        foreach (var underlying in underlyings)
        {
            // Real chains lie minutes or hours apart: what the demo's sources may do in one step is wider than a live market's.
            var rules = MarketRules.Default with { MinSources = 2, WantedSources = DemoSources.Names.Length, MaxMove = 0.2m, MaxKeptMs = 6 * Hour };
            var market = cluster.Actors.MarketData(underlying);
            await DemoCluster.Accepted(market.Tell(new(Id("rules"), new MarketDataCommand.SetRules(rules, "genesis")), CancellationToken.None));
            foreach (var source in DemoSources.Names)
                await DemoCluster.Accepted(market.Tell(new(Id(source), new MarketDataCommand.RegisterSource(source, $"{source}-key", 1, "genesis")), CancellationToken.None));
        }
    }

    /// <summary>Registers venues and their accounts, and links them to their owners.</summary>
    public async Task Register(IReadOnlyList<AccountPortfolio> accounts, Action advance)
    {
        var names = accounts.SelectMany(account => account.Positions).Select(position => position.Instrument).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        foreach (var venue in DemoBook.Venues)
        {
            var actor = cluster.Actors.Venue(venue);
            await DemoCluster.Accepted(actor.Tell(new(Id("register"), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", NameOf(venue)))), CancellationToken.None));
            foreach (var (part, i) in names.Chunk(200).Select((part, i) => (part, i)))
                await DemoCluster.Accepted(actor.Tell(new(Id($"list-{i}"), new VenueCommand.ListInstruments([.. part], [])), CancellationToken.None));
        }

        foreach (var part in accounts.Chunk(AtOnce))
            await Task.WhenAll(part.Select(async account =>
            {
                await Report(account);
                advance();
            }));
        await cluster.Settle();
    }

    /// <summary>Refuses a journal that was begun with another book or another model.</summary>
    /// <exception cref="Input.InputException">It was.</exception>
    public async Task RequireSameBook(string file, RiskModel model)
    {
        const string Help = "name another --journal, or start anew with --fresh";
        var venue = DemoBook.Venues[0];
        var state = (await cluster.Actors.Venue(venue).Read(fenced: false, CancellationToken.None)).State;
        if (state.Profile is { } profile && profile.Name != NameOf(venue)) throw new Input.InputException(file, "", $"was begun with another --seed ({profile.Name}); {Help}");
        var active = (await cluster.Actors.RiskParameters(model.Name).Read(fenced: false, CancellationToken.None)).State.Active;
        if (active is not null && active.Hash != model.ContentHash) throw new Input.InputException(file, "", $"was begun with another version of {model.Name}; {Help}");
    }

    private string NameOf(string venue) => $"Venue {venue}, book {seed}";

    private async Task Report(AccountPortfolio account)
    {
        var actor = cluster.Actors.Account(account.Key);
        await DemoCluster.Accepted(actor.Tell(new(Id("cash"), new AccountCommand.SetCollateral(1, 1, (decimal)account.CashUsd, [])), CancellationToken.None));
        ImmutableArray<PositionChange> changes = [.. account.Positions.Select(item => new PositionChange(item.Instrument, (decimal)item.Quantity, (decimal?)item.AveragePrice))];
        await DemoCluster.Accepted(actor.Tell(new(Id("positions"), new AccountCommand.ApplyPositions(1, 1, 0, changes)), CancellationToken.None));
        await DemoCluster.Accepted(cluster.Actors.Portfolio(account.Owner).Tell(new(Id(account.Key), new PortfolioCommand.RequestLink(account.Key)), CancellationToken.None));
        await DemoCluster.Accepted(actor.Tell(new(Id("consent"), new AccountCommand.ConsentLink(account.Owner)), CancellationToken.None));
    }

    private static MessageId Id(string name) => MessageId.Keyed("demo", name);
}
