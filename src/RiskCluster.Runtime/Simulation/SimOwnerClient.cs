using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Simulation;

/// <summary>An owner who takes accounts in and lets them go, without a plan.</summary>
internal sealed class SimOwnerClient(SimWorld world, string owner)
{
    private const int Wishes = 8;

    public async Task Work()
    {
        var client = new SimClient(world);
        for (var i = 0; i < Wishes; i++)
        {
            await world.Wait(world.Loop.Between(200, 2_000));
            var account = world.Accounts[world.Loop.Random.Next(world.Accounts.Count)];
            PortfolioCommand wish = world.Loop.Happens(0.6) ? new PortfolioCommand.RequestLink(account) : new PortfolioCommand.Unlink(account);
            var message = new Message<PortfolioCommand>(MessageId.Keyed(owner, $"wish{i}"), wish);
            var answer = await client.Ask(() => world.Actors.Portfolio(owner).Tell(message, default), _ => true);
            world.Say($"{owner}: {wish.GetType().Name} {account}: {answer!.Status} {answer.Problem}");

            // What was so already is acknowledged without an event; what changed something has one.
            if (answer.IsAccepted) world.Witness.Acknowledged($"Portfolio:{owner}", message.Id, answer.Head, isAppliedOtherwise: answer.Events.IsEmpty);
        }
    }
}
