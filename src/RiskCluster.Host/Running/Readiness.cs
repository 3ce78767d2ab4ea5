using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using RiskCluster.Core.Margins;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Host.Running;

/// <summary>
/// Whether requests are taken: the node is open, cycles do not fail, the journal answers, a market is fresh and owners have margins. The last three change only after they have
/// been otherwise for a while. Looked at once a second and whenever somebody asks; the journal itself is asked once a second at
/// most, so that it does not feel how many do.
/// </summary>
internal sealed class Readiness(LiveNode node, Draining draining) : BackgroundService
{
    /// <summary>How long a condition must not hold until the process is not ready.</summary>
    public static readonly TimeSpan BadFor = TimeSpan.FromSeconds(5);

    /// <summary>How long it must hold again until it is.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(3);

    /// <summary>The share of owners that must have a margin. One who holds what nobody prices takes no process out of service; a price that is missing for many does.</summary>
    public const double LeastCoverage = 0.9;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan JournalPatience = TimeSpan.FromSeconds(2);
    // Of the grammar of streams, and of nobody.
    private static readonly string[] Probe = ["Venue:~health"];

    private readonly Hysteresis journal = new(BadFor, GoodFor);
    private readonly Hysteresis market = new(BadFor, GoodFor);
    private readonly Hysteresis coverage = new(BadFor, GoodFor);
    private readonly SemaphoreSlim looking = new(1, 1);
    private (bool Answers, long At)? lastProbe;
    private volatile bool isReady;

    /// <summary>What was found last.</summary>
    public bool IsReady => isReady;

    /// <summary>The conditions that are looked at, as they count now.</summary>
    public ImmutableArray<(string Name, bool Holds)> Conditions => [("journal", journal.Holds), ("market", market.Holds), ("coverage", coverage.Holds)];

    /// <summary>Why requests are not taken, as reason and detail; null when they are.</summary>
    public async ValueTask<(string Reason, string Detail)?> Problem(CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            var problem = await Look(cancellation);
            isReady = problem is null;
            return problem;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Problem(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            isReady = false;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        looking.Dispose();
    }

    private async ValueTask<(string Reason, string Detail)?> Look(CancellationToken cancellation)
    {
        if (draining.IsOn) return ("draining", "the process lets its callers go");
        if (!node.Opened.IsCompletedSuccessfully || !node.IsOpen) return ("not_open", "the process is starting or stopping");
        var now = node.Clock.GetUtcNow();
        var isJournalGood = journal.See(await JournalAnswers(cancellation), now);
        var isMarketGood = market.See(MarketIsFresh(), now);
        var isCoverageGood = coverage.See(node.Board.View is not { } view || view.Coverage.Share >= LeastCoverage, now);
        if (node.Node.LastCycleFailure is not null) return ("cycles_fail", "the last margin cycle failed");
        if (!isJournalGood) return ("journal_unreachable", "the journal does not answer");
        if (!isMarketGood) return ("markets_stale", "no market is fresh");
        return isCoverageGood ? null : ("coverage_low", "too many owners have no margin");
    }

    // A halted market is people's decision and no fault of the process; a journal without markets waits for its first. One market of several that is stale stops orders of its own.
    private bool MarketIsFresh()
    {
        var open = node.Node.Markets.Where(market => market.Status != FigureStatus.Halted).ToList();
        return open.Count == 0 || open.Any(market => market.Status != FigureStatus.Stale);
    }

    private async ValueTask<bool> JournalAnswers(CancellationToken cancellation)
    {
        if (lastProbe is { } last && Stopwatch.GetElapsedTime(last.At) < LookEvery) return last.Answers;
        var answers = await ProbeJournal(cancellation);
        lastProbe = (answers, Stopwatch.GetTimestamp());
        return answers;
    }

    private async ValueTask<bool> ProbeJournal(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(JournalPatience);
        try
        {
            await node.Journal.Heads(Probe, patience.Token).AsTask().WaitAsync(patience.Token);
            return true;
        }
        catch (Exception problem) when (problem is JournalUnavailableException or TimeoutException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
