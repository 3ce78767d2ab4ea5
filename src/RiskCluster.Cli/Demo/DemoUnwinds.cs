using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Unwinding;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Simulation.Keepers;

namespace RiskCluster.Cli.Demo;

/// <summary>
/// Unwinds whoever a tick has brought below maintenance margin, second by second until nothing moves any more: keepers claim and trade, venues settle, everybody who has changed
/// is margined, and the node makes its next moves. What it does follows from the journal alone, so that a run that was killed goes on as if it had not been.
/// </summary>
internal sealed class DemoUnwinds(DemoCluster cluster, int seed)
{
    private const int MostSeconds = 400;
    private const long SecondMs = 1_000;

    /// <summary>Longer than grace and lease: who has not moved by then does not.</summary>
    private const int QuietSeconds = 12;

    private const int MostReports = 4;
    private const decimal InsuranceFundUsd = 5_000_000;
    private readonly DemoKeepers keepers = new(seed);
    private readonly MockVenue[] venues = [.. DemoBook.Venues.Select(venue => new MockVenue(cluster.Actors, venue, seed, underlying => IndexOf(cluster, underlying)))];

    /// <summary>Each venue has a third of the market's depth.</summary>
    public static ImmutableArray<VenueBook> Books(BoardView view) =>
    [
        .. view.Markets.SelectMany(market => VenueBook.Split(
            market.Snapshot.Underlying,
            view.Model.Model.Requirement.Unwind!.MarketOf(market.Snapshot),
            DemoBook.Venues.Select(venue => (venue, 1.0 / DemoBook.Venues.Length)))),
    ];

    /// <summary>Pays the venues' insurance funds in.</summary>
    public static async Task Insure(IActors actors)
    {
        foreach (var venue in DemoBook.Venues)
            await DemoCluster.Accepted(actors.Venue(venue).Tell(new(MessageId.Keyed("demo", "insurance"), new VenueCommand.ChangeInsuranceFund("demo", 1, InsuranceFundUsd)), CancellationToken.None));
    }

    /// <summary>Confirms breaches, and works on all unwinds.</summary>
    /// <returns>How many changes of owners' states were reported.</returns>
    public async Task<int> Work()
    {
        var crossings = await Reported();
        for (int second = 0, quiet = 0; second < MostSeconds && quiet < QuietSeconds && cluster.Node.OpenUnwinds > 0; second++)
        {
            var nowMs = cluster.Clock.GetUtcNow().ToUnixTimeMilliseconds() + SecondMs;
            cluster.Clock.Advance(nowMs);
            await Task.WhenAll(venues.Select(venue => Trade(venue, nowMs)));
            await cluster.Settle();
            var settled = await Task.WhenAll(venues.Select(venue => venue.Settle(CancellationToken.None).AsTask()));
            crossings += await Reported();
            var moved = await cluster.Node.DriveUnwinds(CancellationToken.None);
            await cluster.Settle();
            quiet = moved > 0 || settled.Sum() > 0 ? 0 : quiet + 1;
        }

        return crossings;
    }

    private async Task Trade(MockVenue venue, long nowMs)
    {
        await venue.Expire(nowMs, CancellationToken.None);
        await keepers.Work(venue);
    }

    // A breach is confirmed by a second cycle.
    private async Task<int> Reported()
    {
        var reported = 0;
        for (var i = 0; i < MostReports; i++)
        {
            await cluster.Settle();
            var count = await cluster.Node.RunCycle(CancellationToken.None);
            reported += count;
            if (count == 0) break;
        }

        await cluster.Settle();
        return reported;
    }

    private static decimal IndexOf(DemoCluster cluster, string underlying) =>
        decimal.Round((decimal)cluster.Markets.First(market => market.Underlying == underlying).IndexPrice, 8);
}
