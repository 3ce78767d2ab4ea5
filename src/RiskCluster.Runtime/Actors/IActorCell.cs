using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>The life of a cell, whatever its kind: what an engine needs.</summary>
public interface IActorCell
{
    /// <summary>Whose.</summary>
    ActorAddress Address { get; }

    /// <summary>True when the state is in memory.</summary>
    bool IsActive { get; }

    /// <summary>Takes the stream over and reads the state, if that has not happened yet.</summary>
    /// <param name="replay">What the journal gave when the stream was taken over together with many others; null to ask it now.</param>
    /// <exception cref="ActorUnavailableException">The journal is not to be had, or damaged; <see cref="FencedException"/>: the cell stands back.</exception>
    ValueTask Activate(StreamReplay? replay);

    /// <summary>Asks the journal whether this cell is still the writer of what it has in memory; if not, it forgets, and the next call takes the stream over.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told; <see cref="FencedException"/>: it is not.</exception>
    ValueTask Confirm(CancellationToken cancellation);

    /// <summary>Saves a snapshot if there are newer events, and forgets the state. The next call reads it again.</summary>
    ValueTask Passivate();
}
