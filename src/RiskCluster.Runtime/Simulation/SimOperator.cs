using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Prepares venues and the market, and wakes actors of whom a dead process has left effects.</summary>
internal sealed class SimOperator(SimWorld world)
{
    private readonly SimClient client = new(world);
    private int keys;

    public async Task SetUp()
    {
        foreach (var venue in world.Accounts.Select(account => KeyName.VenueOf(account)).Distinct())
        {
            await Venue(venue, new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", venue)));
            await Venue(venue, new VenueCommand.ListInstruments([SimWorld.FillInstrument, .. SimVenueClient.Instruments], []));
        }

        await Market(new MarketDataCommand.SetRules(Rules(), "operator"));
        for (var i = 0; i < SimOracle.Count; i++)
        {
            var weight = i == SimOracle.Liar && world.Off == Guard.SourceQuorum ? 100 : 1;
            await Market(new MarketDataCommand.RegisterSource(SimOracle.NameOf(i), SimOracle.KeyOf(i), weight, "operator"));
        }

        await new SimFounder(world).Found();
    }

    public async Task WakeTheForgotten()
    {
        while (!world.IsClosing)
        {
            await world.Wait(1_000);
            foreach (var head in await world.Disk.Store.Undelivered(default).ToListAsync())
            {
                try
                {
                    await world.Actors.Wake(ActorAddress.Parse(head.Stream), default);
                }
                catch (ActorUnavailableException)
                {
                    world.Faults.Count("answer unknown");
                }
            }
        }
    }

    public async Task ReviewOrders()
    {
        for (var round = 1; !world.IsClosing; round++)
        {
            await world.Wait(world.Loop.Between(500, 1_500));
            foreach (var account in world.Accounts.Where(account => world.Off == Guard.ReservationTime || world.Witness.Accounts.HasDue(account, world.NowMs)))
            {
                var message = new Message<AccountCommand>(MessageId.Keyed("review", $"{account}.{round}"), new AccountCommand.ExpireReservations());
                await client.Ask(() => world.Actors.Account(account).Tell(message, default), _ => true, attempts: 1);
            }
        }
    }

    private MarketRules Rules()
    {
        var rules = MarketRules.Default with { MaxAgeMs = 4_000 };
        return world.Off switch
        {
            Guard.ObservationAge => rules with { MaxAgeMs = 86_400_000 },
            Guard.SourceQuorum => rules with { MinSources = 1, WantedSources = 1, MaxDeviation = 10, MaxSpike = 1000, MaxMove = 1000, BreakerMove = 1000 },
            _ => rules,
        };
    }

    private async Task Venue(string venue, VenueCommand command)
    {
        var message = new Message<VenueCommand>(MessageId.Keyed("operator", $"{++keys}"), command);
        await client.Ask(() => world.Actors.Venue(venue).Tell(message, default), answer => answer.IsAccepted);
    }

    private async Task Market(MarketDataCommand command)
    {
        var message = new Message<MarketDataCommand>(MessageId.Keyed("operator", $"{++keys}"), command);
        await client.Ask(() => world.Actors.MarketData(SimWorld.Underlying).Tell(message, default), answer => answer.IsAccepted);
    }
}
