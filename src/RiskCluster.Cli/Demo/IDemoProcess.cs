using RiskCluster.Runtime.Actors;

namespace RiskCluster.Cli.Demo;

/// <summary>The process that the demo's book is told to: one in the time of the replayed market, or a server in ours.</summary>
internal interface IDemoProcess
{
    /// <summary>The actors.</summary>
    IActors Actors { get; }

    /// <summary>The market has come to a time.</summary>
    void Reach(long timeMs);

    /// <summary>Waits until every effect has been delivered.</summary>
    Task Settle();
}
