using System.Diagnostics;
using RiskCluster.Core.Turns;
using RiskCluster.Journal;
using RiskCluster.Journal.Postgres;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Histories;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Chaos;

/// <summary>
/// Kills a writing process, and the database server if there is one, again and again while senders send; then holds all that the senders saw against the journal.
/// </summary>
internal sealed class KillTrial(string address, PostgresTrialServer? server, KillTrialOptions options)
{
    private readonly Random random = new(options.Seed);
    private readonly ChaosHistory history = new();
    private readonly List<double> recoveryMs = [];
    private volatile ChaosChild child = null!;
    private int writerKills;
    private int serverKills;
    private int unproven;

    /// <summary>Runs it.</summary>
    /// <exception cref="TrialFailedException">A process does not come back, or nothing is acknowledged any more.</exception>
    public async Task<KillReport> Run()
    {
        child = ChaosChild.Start(["chaos-writer", "--journal", address], options.WriterLimits);
        try
        {
            await child.Ready.WaitAsync(options.Patience);
            await KillUnderLoad();
            await child.End().WaitAsync(options.Patience);
            return await Check();
        }
        catch (Exception problem) when (problem is InvalidOperationException or TimeoutException or IOException or JournalUnavailableException)
        {
            throw new TrialFailedException(FormattableString.Invariant($"after {writerKills + serverKills} kills: {problem.Message}"), problem);
        }
        finally
        {
            child.Dispose();
        }
    }

    private async Task KillUnderLoad()
    {
        using var stop = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource();
        var senders = Enumerable.Range(0, options.Accounts)
            .Select(number => new ChaosSender(number, options.Accounts, new Random(options.Seed + number + 1), () => child, history).Run(stop.Token, giveUp.Token))
            .ToList();
        var isDone = false;
        try
        {
            for (var kill = 0; kill < options.Kills; kill++) await KillOnce(kill);
            isDone = true;
        }
        finally
        {
            await stop.CancelAsync();
            giveUp.CancelAfter(isDone ? options.Patience : TimeSpan.Zero);
            // A writer that answers nobody is not waited for; once it is dead, whoever waits for its answers knows.
            if (!isDone) await child.Kill();
            await Task.WhenAll(senders);
        }
    }

    private async Task KillOnce(int kill)
    {
        var before = history.Acknowledgements;
        await Task.Delay(random.Next(options.LongestLifeMs));
        // A kill in the middle of nothing proves nothing: some work must have been done since the last one.
        await Until(() => history.Acknowledgements > before);
        var killedAt = ChaosHistory.Now;
        // With a server: the writer, the server, both at once.
        if (server is not null && kill % 3 != 0) await KillServer(andWriter: kill % 3 == 2);
        else await KillWriter();
        await Until(() => history.LastAcknowledgedAt > RestartedAt);
        recoveryMs.Add(Stopwatch.GetElapsedTime(killedAt, history.LastAcknowledgedAt).TotalMilliseconds);
    }

    private long RestartedAt { get; set; }

    private async Task KillWriter()
    {
        var old = child;
        await old.Kill();
        await StartWriter(old);
    }

    private async Task KillServer(bool andWriter)
    {
        var old = server!.Kill();
        serverKills++;
        var writer = child;
        if (andWriter) await writer.Kill();
        server.Restart();
        if (server.ProcessId == old) unproven++;
        RestartedAt = ChaosHistory.Now;
        if (andWriter) await StartWriter(writer);
    }

    private async Task StartWriter(ChaosChild old)
    {
        writerKills++;
        var next = ChaosChild.Start(["chaos-writer", "--journal", address], options.WriterLimits);
        RestartedAt = ChaosHistory.Now;
        if (next.ProcessId == old.ProcessId) unproven++;
        child = next;
        await next.Ready.WaitAsync(options.Patience);
        old.Dispose();
    }

    private async Task Until(Func<bool> condition)
    {
        var started = ChaosHistory.Now;
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > options.Patience) throw new TimeoutException($"no acknowledgement for {options.Patience.TotalSeconds} s");
            await Task.Delay(1);
        }
    }

    private async Task<KillReport> Check()
    {
        await using var journal = await JournalFactory.Open(new JournalOptions(address) { ReadOnly = true }, CancellationToken.None);
        var events = new List<HistoryEvent>();
        await foreach (var head in journal.Streams($"{ActorKind.Account}:", CancellationToken.None))
            await foreach (var item in journal.Read(head.Stream, 0, CancellationToken.None))
                events.Add(new(head.Stream, item.Seq, item.Message.Key));
        return new(
            writerKills,
            serverKills,
            unproven,
            [.. recoveryMs.Order()],
            history.Updates.Count,
            history.Acknowledgements,
            history.Updates.Count(update => update.ReturnedAt is null),
            history.Reads.Count,
            events.Count,
            HistoryChecker.Check(history.Updates, history.Reads, events),
            await new JournalVerifier(journal).Verify("", null, CancellationToken.None));
    }
}
