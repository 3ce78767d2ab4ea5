using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>A cell of a kind.</summary>
public interface IActorCell<TState, TCommand, TEvent> : IActorCell
    where TState : class
    where TCommand : class
    where TEvent : class
{
    /// <summary>Handles a message. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<TEvent>> Tell(Message<TCommand> message, CancellationToken cancellation);

    /// <summary>The state. The fenced one asks the journal first whether this cell is still the writer. May come during a turn.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told; <see cref="FencedException"/>: another process has the actor.</exception>
    ValueTask<Reading<TState>> Read(bool fenced, CancellationToken cancellation);

    /// <summary>What an actor begins with, while nobody has ever told it anything; null when the journal knows it. Asks only, so that a name that somebody asks for leaves nothing behind.</summary>
    /// <param name="fenced">What the reading says of itself: the journal was asked either way.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ActorUnavailableException">It cannot be told.</exception>
    ValueTask<Reading<TState>?> ReadUnborn(bool fenced, CancellationToken cancellation);
}
