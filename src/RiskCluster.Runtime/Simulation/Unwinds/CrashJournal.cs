using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>A journal in memory that tells before and after each append of an unwind, where a process may die, and keeps all events in the order in which they became durable.</summary>
internal sealed class CrashJournal(MemoryJournal store, List<LoggedEvent> log) : IJournal
{
    /// <summary>Told at every append that is not a market's, and whether it is durable already.</summary>
    public Action<bool>? AtAppend { get; set; }

    public async ValueTask<AppendOutcome> Append(StreamAppend append, CancellationToken cancellation)
    {
        var actor = ActorAddress.Parse(append.Stream);
        var counts = actor.Kind != ActorKind.MarketData;
        if (counts) AtAppend?.Invoke(false);
        var outcome = await store.Append(append, cancellation);
        if (outcome == AppendOutcome.Appended)
            foreach (var item in append.Records)
                if (Read(actor.Kind, item.Body) is { } known) log.Add(new(actor, known));
        if (counts) AtAppend?.Invoke(true);
        return outcome;
    }

    public ValueTask<StreamReplay> TakeOver(string stream, CancellationToken cancellation) => store.TakeOver(stream, cancellation);

    public IAsyncEnumerable<StreamReplay> TakeOver(IReadOnlyCollection<string> streams, CancellationToken cancellation) => store.TakeOver(streams, cancellation);

    public ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation) => store.Heads(streams, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(string prefix, CancellationToken cancellation) => store.Streams(prefix, cancellation);

    public IAsyncEnumerable<StreamHead> Awake(string prefix, CancellationToken cancellation) => store.Awake(prefix, cancellation);

    public IAsyncEnumerable<StreamHead> Undelivered(CancellationToken cancellation) => store.Undelivered(cancellation);

    public IAsyncEnumerable<JournalRecord> Read(string stream, long afterSeq, CancellationToken cancellation) => store.Read(stream, afterSeq, cancellation);

    public ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation) => store.ReadSnapshot(stream, cancellation);

    public ValueTask SaveSnapshot(StreamSnapshot snapshot, CancellationToken cancellation) => store.SaveSnapshot(snapshot, cancellation);

    public ValueTask MarkDelivered(string stream, long epoch, long seq, CancellationToken cancellation) => store.MarkDelivered(stream, epoch, seq, cancellation);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private static object? Read(ActorKind kind, byte[] body) => kind switch
    {
        ActorKind.Account => CoreJson.Read<AccountEvent>(body),
        ActorKind.Venue => CoreJson.Read<VenueEvent>(body),
        ActorKind.LiquidationQueue => CoreJson.Read<LiquidationQueueEvent>(body),
        ActorKind.Unwind => CoreJson.Read<UnwindEvent>(body),
        _ => null,
    };
}
