using System.Diagnostics.Metrics;

namespace RiskCluster.Runtime;

/// <summary>The counters of cells, mailboxes and outboxes.</summary>
internal static class RuntimeMeters
{
    private static readonly Meter Meter = new("RiskCluster.Runtime");

    /// <summary>Messages answered, by <c>kind</c> of actor and <c>outcome</c>.</summary>
    public static Counter<long> Turns { get; } = Meter.CreateCounter<long>("riskcluster.actor.turns");

    /// <summary>Actors brought back from the journal.</summary>
    public static Counter<long> Activations { get; } = Meter.CreateCounter<long>("riskcluster.actor.activations");

    /// <summary>Actors put to rest because nobody asked for them.</summary>
    public static Counter<long> Passivations { get; } = Meter.CreateCounter<long>("riskcluster.actor.passivations");

    /// <summary>Actors whose memory was given up: a failed append, a bug, another writer.</summary>
    public static Counter<long> Poisonings { get; } = Meter.CreateCounter<long>("riskcluster.actor.poisonings");

    /// <summary>Messages refused because a mailbox was full.</summary>
    public static Counter<long> Overflows { get; } = Meter.CreateCounter<long>("riskcluster.actor.overflows");

    /// <summary>Effects that have to be told again.</summary>
    public static Counter<long> Redeliveries { get; } = Meter.CreateCounter<long>("riskcluster.outbox.redeliveries");

    /// <summary>One turn.</summary>
    public static void CountTurn(string kind, string outcome) => Turns.Add(1, new("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));
}
