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

    /// <summary>Saves a snapshot if there are newer events, and forgets the state. The next call reads it again.</summary>
    ValueTask Passivate();
}
