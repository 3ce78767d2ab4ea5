using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Node;

/// <summary>A process of either engine as whoever serves it sees it: the actors wherever they are, and the margins of those accounts that are here.</summary>
public interface IRiskNode : IAsyncDisposable
{
    /// <summary>The actors.</summary>
    IActors Actors { get; }

    /// <summary>The margins of all accounts here.</summary>
    RiskBoard.RiskBoard Board { get; }

    /// <summary>The other processes of its cluster; null where the node is the whole.</summary>
    IPeers? Peers { get; }

    /// <summary>How many actors the journal has brought back here.</summary>
    int Resumed { get; }

    /// <summary>Actors that should have come back and did not, because their part of the journal cannot be read; whoever asks for one is told why. They have no margin.</summary>
    IReadOnlyList<ActorAddress> Missing { get; }

    /// <summary>Actors in memory here.</summary>
    int ActiveCount { get; }

    /// <summary>Markets with a price, wherever they are active, as this process last heard of them; in no order.</summary>
    IEnumerable<SeenMarket> Markets { get; }

    /// <summary>True when no effect of an actor here waits for delivery.</summary>
    bool IsDelivered { get; }

    /// <summary>Owners whose unwinds go on here, or whose legs are still out.</summary>
    int OpenUnwinds { get; }

    /// <summary>Why the last failed margin cycle failed; null when none has.</summary>
    Exception? LastCycleFailure { get; }

    /// <summary>One margin cycle over all that has come in, and its crossings reported; for nodes that do not cycle by themselves.</summary>
    /// <returns>How many crossings were reported.</returns>
    ValueTask<int> RunCycle(CancellationToken cancellation);

    /// <summary>Makes the next move of every open unwind here: a plan, figures, its end; for nodes that do not cycle by themselves.</summary>
    /// <returns>How many moves were accepted.</returns>
    ValueTask<int> DriveUnwinds(CancellationToken cancellation);

    /// <summary>Lets every actor here see that time has passed; for nodes that do not cycle by themselves.</summary>
    ValueTask Review(CancellationToken cancellation);
}
