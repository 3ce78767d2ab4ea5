using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>A cell whose messages are bent until its rules take what they would take without a guard.</summary>
internal sealed class BentCell<TState, TCommand, TEvent>(IActorCell<TState, TCommand, TEvent> inner, Func<TState, Message<TCommand>, Message<TCommand>> bend) : IActorCell<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    public ActorAddress Address => inner.Address;

    public bool IsActive => inner.IsActive;

    public ValueTask Activate(StreamReplay? replay) => inner.Activate(replay);

    public ValueTask Confirm(CancellationToken cancellation) => inner.Confirm(cancellation);

    public ValueTask Passivate() => inner.Passivate();

    public ValueTask<Reading<TState>> Read(bool fenced, CancellationToken cancellation) => inner.Read(fenced, cancellation);

    public ValueTask<Reading<TState>?> ReadUnborn(bool fenced, CancellationToken cancellation) => inner.ReadUnborn(fenced, cancellation);

    public async ValueTask<Answer<TEvent>> Tell(Message<TCommand> message, CancellationToken cancellation)
    {
        await inner.Activate(null);
        var state = (await inner.Read(fenced: false, cancellation)).State;
        return await inner.Tell(bend(state, message), cancellation);
    }
}
