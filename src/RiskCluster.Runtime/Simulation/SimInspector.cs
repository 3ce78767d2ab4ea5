using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Looks at everything when it should have come to rest.</summary>
internal sealed class SimInspector(SimWorld world)
{
    private IJournal Store => world.Disk.Store;

    /// <summary>What is not at rest yet; null when everything is.</summary>
    public string? Unfinished()
    {
        if (Store.Undelivered(default).FirstOrDefaultAsync().AtOnce() is { } head) return $"effects of {head.Stream} after event {head.DeliveredSeq} are not delivered";
        if (world.Accounts.FirstOrDefault(account => world.Witness.Accounts.HasOverdue(account, world.NowMs)) is { } overdue) return $"{overdue} has an order whose time is long over";
        return world.Owners.Select(Unsettled).FirstOrDefault(problem => problem is not null) ?? world.Accounts.Select(Dangling).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Holds what the venues sent, what is durable, what replay gives and what the actors say against each other.</summary>
    public async Task Inspect()
    {
        foreach (var account in world.Accounts)
        {
            if (world.Witness.Accounts.Difference(account) is { } difference) world.Witness.Fail("an account holds what its venue sent", $"{account} {difference}");
            var reading = await Newest(account);
            var (said, durable) = (CoreJson.Write(reading.State), CoreJson.Write(world.Witness.Accounts.State(account)));
            world.Witness.Check(said.AsSpan().SequenceEqual(durable), "memory is what the journal says", $"{account} at {reading.Head}");
        }

        foreach (var head in await Store.Streams("", default).ToListAsync())
        {
            var verdict = await ReplayProof.Of(Store, head, default);
            world.Witness.Check(verdict is { Kind: not ReplayKind.Unknown, Problem: null }, "replay from zero and from a snapshot agree", $"{head.Stream}, event {verdict.Seq}: {verdict.Problem}");
        }
    }

    // A message that was late may still be on its way while the inspector looks.
    private async Task<Reading<AccountState>> Newest(string account)
    {
        var reading = await Read(account);
        for (var i = 0; i < 5 && reading.Head != world.Witness.Accounts.State(account).Seq; i++) reading = await Read(account);
        return reading;
    }

    // Cells that still stand back, or do not know yet that they are not the last, take a few seconds.
    private async Task<Reading<AccountState>> Read(string account)
    {
        for (var deadlineMs = world.Loop.NowMs + 20_000; ;)
        {
            try
            {
                return await world.Actors.Account(account).Read(fenced: true, default);
            }
            catch (ActorUnavailableException) when (world.Loop.NowMs < deadlineMs)
            {
                await world.Wait(200);
            }
        }
    }

    private string? Unsettled(string owner)
    {
        foreach (var (account, link) in world.Witness.Portfolios.State(owner).Links)
        {
            var state = world.Witness.Accounts.State(account);
            var agrees = link.Status switch
            {
                LinkStatus.Linked => state.Link == new OwnerLink(owner, link.LinkId),
                LinkStatus.Requested => state.Offers.GetValueOrDefault(owner) == link.LinkId,
                _ => false,
            };
            if (!agrees) return $"{owner} has link {link.LinkId} to {account} as {link.Status}, the account has {state.Link} and offers [{string.Join(' ', state.Offers)}]";
        }

        return null;
    }

    private string? Dangling(string account)
    {
        var state = world.Witness.Accounts.State(account);
        if (state.Link is { } link && !(Of(link.Owner, account) is { Status: LinkStatus.Linked } held && held.LinkId == link.LinkId)) return $"{account} is {link}'s, who does not know";
        foreach (var (owner, linkId) in state.Offers)
            if (Of(owner, account) is not { Status: LinkStatus.Requested } asked || asked.LinkId != linkId) return $"{account} holds offer {linkId} of {owner}, who does not know";
        return null;
    }

    private PortfolioLink? Of(string owner, string account) => world.Witness.Portfolios.State(owner).Links.GetValueOrDefault(account);
}
