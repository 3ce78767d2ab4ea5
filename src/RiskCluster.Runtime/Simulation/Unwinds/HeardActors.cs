using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>The actors as keepers and venues see them, who remember what they asked until they have heard the answer.</summary>
internal sealed class HeardActors(IActors inner, OutsideMemory memory) : IActors
{
    private IActors Inner => inner;

    private OutsideMemory Memory => memory;

    public IVenue Venue(string key) => inner.Venue(key);

    public IAccount Account(string key) => new HeardAccount(this, key);

    public IPortfolio Portfolio(string key) => inner.Portfolio(key);

    public IMarketData MarketData(string underlying) => inner.MarketData(underlying);

    public IRiskParameters RiskParameters(string model) => inner.RiskParameters(model);

    public ILiquidationQueue LiquidationQueue(string venue) => new HeardQueue(this, venue);

    public IUnwind Unwind(string owner) => new HeardUnwind(this, owner);

    public ISystemRisk SystemRisk() => inner.SystemRisk();

    public ValueTask Wake(ActorAddress address, CancellationToken cancellation) => inner.Wake(address, cancellation);

    private async ValueTask<Answer<TEvent>> Ask<TEvent>(Func<IActors, ValueTask<Answer<TEvent>>> ask)
        where TEvent : class
    {
        // Asked again by way of whoever remembers it then.
        var again = new Func<IActors, Task>(actors => ask(actors).AsTask());
        memory.Asked(again);
        var answer = await ask(inner);
        memory.Heard(again);
        return answer;
    }

    private sealed class HeardAccount(HeardActors actors, string key) : IAccount
    {
        public ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation) => actors.Ask(to => to.Account(key).Tell(message, default));

        public ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation) => actors.Inner.Account(key).Read(fenced, cancellation);
    }

    private sealed class HeardUnwind(HeardActors actors, string key) : IUnwind
    {
        public ValueTask<Answer<UnwindEvent>> Tell(Message<UnwindCommand> message, CancellationToken cancellation) => actors.Ask(to => to.Unwind(key).Tell(message, default));

        public ValueTask<Reading<UnwindState>> Read(bool fenced, CancellationToken cancellation) => actors.Inner.Unwind(key).Read(fenced, cancellation);
    }

    private sealed class HeardQueue(HeardActors actors, string key) : ILiquidationQueue
    {
        public async ValueTask<Answer<LiquidationQueueEvent>> Tell(Message<LiquidationQueueCommand> message, CancellationToken cancellation)
        {
            var answer = await actors.Ask(to => to.LiquidationQueue(key).Tell(message, default));
            if (message.Command is LiquidationQueueCommand.Fill fill && answer.Status == AnswerStatus.Accepted)
                actors.Memory.Stolen += answer.Events.OfType<LiquidationQueueEvent.FillTaken>().Count(taken => taken.Token != fill.Token);
            return answer;
        }

        public ValueTask<Reading<LiquidationQueueState>> Read(bool fenced, CancellationToken cancellation) => actors.Inner.LiquidationQueue(key).Read(fenced, cancellation);
    }
}
