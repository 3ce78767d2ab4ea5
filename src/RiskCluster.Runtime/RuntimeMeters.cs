using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RiskCluster.Runtime;

/// <summary>The counters of cells, mailboxes and outboxes, under the meter <see cref="MeterName"/>. No label names an actor: there are as many series with a million accounts as with ten.</summary>
internal static class RuntimeMeters
{
    public const string MeterName = "RiskCluster.Runtime";

    private static readonly Meter Meter = new(MeterName);
    private static long waiting;

    /// <summary>Where cycles, unwinds and commits report what they took; it costs nothing while nobody listens.</summary>
    public static ActivitySource Traces { get; } = new(MeterName);

    /// <summary>Messages answered, by <c>kind</c> of actor and <c>outcome</c>.</summary>
    public static Counter<long> Turns { get; } = Meter.CreateCounter<long>("riskcluster.actor.turns", "{turn}", "Messages answered, by kind of actor and outcome.");

    /// <summary>Events that became durable, by <c>kind</c> of actor and <c>event</c>.</summary>
    public static Counter<long> Events { get; } = Meter.CreateCounter<long>("riskcluster.actor.events", "{event}", "Events that became durable, by kind of actor and event.");

    /// <summary>Actors brought back from the journal.</summary>
    public static Counter<long> Activations { get; } = Meter.CreateCounter<long>("riskcluster.actor.activations", "{actor}", "Actors brought back from the journal.");

    /// <summary>Actors put to rest because nobody asked for them.</summary>
    public static Counter<long> Passivations { get; } = Meter.CreateCounter<long>("riskcluster.actor.passivations", "{actor}", "Actors put to rest because nobody asked for them.");

    /// <summary>Actors whose memory was given up: a failed append, a bug, another writer.</summary>
    public static Counter<long> Poisonings { get; } = Meter.CreateCounter<long>("riskcluster.actor.poisonings", "{actor}", "Actors whose memory was given up: a failed append, a bug, another writer.");

    /// <summary>Messages refused because a mailbox was full.</summary>
    public static Counter<long> Overflows { get; } = Meter.CreateCounter<long>("riskcluster.actor.overflows", "{message}", "Messages refused because a mailbox was full.");

    /// <summary>Effects that have to be told again.</summary>
    public static Counter<long> Redeliveries { get; } = Meter.CreateCounter<long>("riskcluster.outbox.redeliveries", "{effect}", "Effects that have to be told again.");

    /// <summary>Messages that wait in all mailboxes of this process.</summary>
    public static ObservableGauge<long> MailboxDepth { get; } =
        Meter.CreateObservableGauge("riskcluster.actor.mailbox.depth", static () => Volatile.Read(ref waiting), "{message}", "Messages that wait in the mailboxes of this process.");

    /// <summary>One turn.</summary>
    public static void CountTurn(string kind, string outcome) => Turns.Add(1, new("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>One durable event.</summary>
    public static void CountEvent(string kind, string name) => Events.Add(1, new("kind", kind), new KeyValuePair<string, object?>("event", name));

    /// <summary>A message has come into a mailbox.</summary>
    public static void Posted() => Interlocked.Increment(ref waiting);

    /// <summary>A message has left its mailbox.</summary>
    public static void Taken() => Interlocked.Decrement(ref waiting);
}
