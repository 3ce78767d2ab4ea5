using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Node;

/// <summary>A whole process, whatever engine hosts its actors: what an API in front of it needs.</summary>
public interface IRiskNode : IAsyncDisposable
{
    /// <summary>The actors.</summary>
    IActors Actors { get; }

    /// <summary>The margins of all accounts here.</summary>
    RiskBoard.RiskBoard Board { get; }

    /// <summary>How many actors the journal brought back at the start.</summary>
    int Resumed { get; }

    /// <summary>Actors that should have come back and did not, because their part of the journal cannot be read; whoever asks for one is told why. They have no margin.</summary>
    IReadOnlyList<ActorAddress> Missing { get; }

    /// <summary>Actors in memory.</summary>
    int ActiveCount { get; }

    /// <summary>True when no effect waits for delivery.</summary>
    bool IsDelivered { get; }

    /// <summary>Owners whose unwinds go on here, or whose legs are still out.</summary>
    int OpenUnwinds { get; }

    /// <summary>Why the last failed margin cycle failed; null when none has.</summary>
    Exception? LastCycleFailure { get; }
}
