using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Journal;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Demo;

/// <summary>The demo's process: a node over a journal file, in the time of the replayed market, cycling when the demo says so.</summary>
internal sealed class DemoCluster : IDemoProcess, IAsyncDisposable
{
    /// <summary>Margin cycles of one moment are numbered on from its millisecond: the first after a restart must be newer than all of them.</summary>
    private const long NewerMs = 10;

    private readonly IJournal journal;

    private DemoCluster(IJournal journal, RiskNode node, ReplayClock clock)
    {
        this.journal = journal;
        Node = node;
        Clock = clock;
    }

    public RiskNode Node { get; }

    public ReplayClock Clock { get; }

    public IActors Actors => Node.Actors;

    /// <summary>Opens the file and brings back what is in it.</summary>
    /// <exception cref="Input.InputException">The file cannot be used.</exception>
    public static async Task<DemoCluster> Open(string file, DailyHistory history, DateTimeOffset start, int workers)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var journal = await JournalFactory.Open($"sqlite:{file}", CancellationToken.None);
            // Before the node opens: what it finds undelivered is delivered in the time that it was sent in.
            var clock = new ReplayClock(start);
            if (await LastMs(journal) is { } lastMs) clock.Advance(lastMs + NewerMs);
            var options = new NodeOptions { Engine = new() { Clock = clock, Host = new HostOptions { IdleAfter = TimeSpan.Zero } }, Workers = workers, CyclesByItself = false, VenueBooks = DemoUnwinds.Books };
            return new(journal, await RiskNode.Open(journal, new ModelCalibration(history), options, CancellationToken.None), clock);
        }
        catch (Exception problem) when (problem is JournalUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new Input.InputException(file, "", problem.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>The accounts as the actors have them, by venue and name.</summary>
    public async Task<List<AccountPortfolio>> Accounts(IEnumerable<string> keys)
    {
        var accounts = new List<AccountPortfolio>();
        foreach (var key in keys)
        {
            var state = (await Actors.Account(key).Read(fenced: false, CancellationToken.None)).State;
            var (venue, account) = KeyName.Parts(key);
            accounts.Add(new(
                venue,
                account,
                state.OwnerKey,
                (double)state.CashUsd,
                [.. state.Positions.Select(item => new Position(item.Key, (double)item.Value.Size, (double?)item.Value.AveragePrice))]));
        }

        return accounts;
    }

    /// <summary>The markets of the last margin cycle.</summary>
    public ImmutableArray<MarketSnapshot> Markets => [.. Node.Board.View!.Markets.Select(market => market.Snapshot)];

    /// <summary>All unwinds so far.</summary>
    public Task<List<UnwindStory>> Unwinds() => UnwindStory.ReadAll(journal);

    /// <summary>Streams and events of the journal.</summary>
    public async Task<(int Streams, long Events)> Recorded()
    {
        var heads = await journal.Streams("", CancellationToken.None).ToListAsync();
        return (heads.Count, heads.Sum(head => head.Seq));
    }

    /// <inheritdoc/>
    public void Reach(long timeMs) => Clock.Advance(timeMs);

    /// <inheritdoc/>
    public async Task Settle()
    {
        while (!Node.IsDelivered) await Task.Delay(1);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await journal.DisposeAsync();
    }

    /// <summary>The answer to something that the demo's script knows to be right.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public static async Task<Answer<TEvent>> Accepted<TEvent>(ValueTask<Answer<TEvent>> told)
        where TEvent : class
    {
        var answer = await told;
        return answer.IsAccepted ? answer : throw new InvalidOperationException($"the demo's own message was refused: {answer.Problem}");
    }

    // When the newest event was recorded; null while there is none.
    private static async Task<long?> LastMs(IJournal journal)
    {
        long? lastMs = null;
        await foreach (var head in journal.Streams("", CancellationToken.None))
        {
            await foreach (var last in journal.Read(head.Stream, head.Seq - 1, CancellationToken.None))
                lastMs = Math.Max(lastMs ?? 0, last.AtMs);
        }

        return lastMs;
    }
}
