using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
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
        return world.Owners.Select(Unsettled).FirstOrDefault(problem => problem is not null) ?? world.Accounts.Select(Dangling).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Holds what the venues sent, what is durable, what replay gives and what the actors say against each other.</summary>
    public async Task Inspect()
    {
        foreach (var account in world.Accounts)
        {
            if (world.Witness.Accounts.Difference(account, SimWorld.FillInstrument) is { } difference) world.Witness.Fail("an account holds what its venue sent", $"{account} {difference}");
            var reading = await Read(account);
            var (said, durable) = (CoreJson.Write(reading.State), CoreJson.Write(world.Witness.Accounts.State(account)));
            world.Witness.Check(said.AsSpan().SequenceEqual(durable), "memory is what the journal says", $"{account} at {reading.Head}");
            await Replay<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect>(new(ActorKind.Account, account));
        }

        foreach (var owner in world.Owners) await Replay<PortfolioMachine, PortfolioState, PortfolioCommand, PortfolioEvent, PortfolioEffect>(new(ActorKind.Portfolio, owner));
        await Replay<RiskParametersMachine, RiskParametersState, RiskParametersCommand, RiskParametersEvent, RiskParametersEffect>(new(ActorKind.RiskParameters, SimModel.Name));
        await Replay<MarketDataMachine, MarketDataState, MarketDataCommand, MarketDataEvent, MarketDataEffect>(new(ActorKind.MarketData, SimWorld.Underlying));
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

    private async Task Replay<TMachine, TState, TCommand, TEvent, TEffect>(ActorAddress address)
        where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TEffect : class, IEffect
    {
        var stream = address.ToString();
        if (await Store.ReadSnapshot(stream, default) is not { } snapshot) return;
        var fromZero = new CellFold<TMachine, TState, TCommand, TEvent, TEffect>(address);
        var fromSnapshot = new CellFold<TMachine, TState, TCommand, TEvent, TEffect>(snapshot);
        await foreach (var item in Store.Read(stream, 0, default))
        {
            fromZero.Add(item);
            if (item.Seq > snapshot.Seq) fromSnapshot.Add(item);
        }

        var isSame = fromZero.Finish().StateHash().AsSpan().SequenceEqual(fromSnapshot.Finish().StateHash());
        world.Witness.Check(isSame, "replay from zero and from a snapshot agree", $"{stream}, snapshot at {snapshot.Seq} of {fromZero.Seq}");
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
