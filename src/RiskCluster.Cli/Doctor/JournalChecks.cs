using System.Globalization;
using System.Text.Json;
using RiskCluster.Journal;
using RiskCluster.Journal.Probing;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Doctor;

/// <summary>The journal's database, and the clocks that its turns go by.</summary>
internal static class JournalChecks
{
    private const double SlowCommitMs = 10;
    private const double TooSlowCommitMs = 500;
    private const double DriftMs = 250;
    private const double MostDriftMs = 1000;
    private const int ObservationsBack = 200;

    /// <summary>Looks.</summary>
    public static async Task<IReadOnlyList<Diagnosis>> Of(string address, DateTimeOffset now, CancellationToken cancellation)
    {
        if (address == "memory:") return [Diagnosis.Warn("journal.database", "in memory: nothing outlives the process", "name a file or a database with --journal")];
        try
        {
            var condition = await JournalProbe.Look(address, cancellation);
            var found = Judged(condition).ToList();
            if (condition.Schema > 0 && condition.Schema <= condition.NewestSchema) found.AddRange(await Markets(address, now, cancellation));
            return found;
        }
        catch (Exception problem) when (problem is JournalUnavailableException or ArgumentException)
        {
            return [Diagnosis.Fail("journal.database", problem.Message.ReplaceLineEndings(" "), "start the database, or correct --journal: sqlite:PATH or postgres:CONNECTION")];
        }
    }

    /// <summary>The verdicts on a database.</summary>
    internal static IEnumerable<Diagnosis> Judged(JournalCondition condition)
    {
        yield return Diagnosis.Ok("journal.database", condition.Database);
        yield return condition.Schema == condition.NewestSchema ? Diagnosis.Ok("journal.schema", $"{condition.Schema}, the newest that this program knows")
            : condition.Schema > condition.NewestSchema ? Diagnosis.Fail("journal.schema", $"{condition.Schema}, and this program knows up to {condition.NewestSchema}", "run the newer program: an older one refuses what it does not know")
            : condition.Schema == 0 ? Diagnosis.Ok("journal.schema", "none yet: it is made at the first start, or by riskcluster journal migrate")
            : Diagnosis.Warn("journal.schema", $"{condition.Schema} of {condition.NewestSchema}", "the next start brings it up to date, or riskcluster journal migrate; back it up before");
        foreach (var setting in condition.Settings)
        {
            var check = $"journal.{setting.Name}";
            yield return setting.IsGood ? Diagnosis.Ok(check, setting.Value) : Diagnosis.Fail(check, setting.Value, $"must be {setting.Wanted}: otherwise what was acknowledged may be lost");
        }

        if (condition.CommitMs.Count > 0) yield return Commits(condition.CommitMs);
        if (condition.ClockAheadMs is { } ahead) yield return Drift("clock.database", ahead, "this machine's");
    }

    private static Diagnosis Commits(IReadOnlyList<double> sortedMs)
    {
        var (median, slowest) = (sortedMs[sortedMs.Count / 2], sortedMs[^1]);
        var finding = string.Create(CultureInfo.InvariantCulture, $"{median:0.00} ms in the middle, {slowest:0.00} ms at most, of {sortedMs.Count}");
        return median > TooSlowCommitMs ? Diagnosis.Fail("journal.commit", finding, "a disk that flushes faster: every acknowledgement waits for one")
            : median > SlowCommitMs ? Diagnosis.Warn("journal.commit", finding, "see what else writes to this disk: every acknowledgement waits for a flush")
            : Diagnosis.Ok("journal.commit", finding);
    }

    private static Diagnosis Drift(string check, double aheadMs, string other)
    {
        var finding = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(aheadMs):0} ms {(aheadMs < 0 ? "behind" : "ahead of")} {other}");
        return Math.Abs(aheadMs) > MostDriftMs ? Diagnosis.Fail(check, finding, "keep both clocks with NTP or chrony: margins expire and signatures are judged by them")
            : Math.Abs(aheadMs) > DriftMs ? Diagnosis.Warn(check, finding, "see why NTP or chrony lets them drift")
            : Diagnosis.Ok(check, finding);
    }

    // What sources said last is a clock too: theirs, beside the turn's.
    private static async Task<IReadOnlyList<Diagnosis>> Markets(string address, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var journal = await JournalFactory.Open(new JournalOptions(address) { ReadOnly = true }, cancellation);
        var (newestAtMs, mostAheadMs, seen) = (0L, long.MinValue, 0);
        await foreach (var head in journal.Streams("MarketData:", cancellation))
        {
            await foreach (var item in journal.Read(head.Stream, Math.Max(0, head.Seq - ObservationsBack), cancellation))
            {
                if (PublishedMs(item.Body) is not { } publishedMs) continue;
                seen++;
                newestAtMs = Math.Max(newestAtMs, item.AtMs);
                mostAheadMs = Math.Max(mostAheadMs, publishedMs - item.AtMs);
            }
        }

        return seen == 0 ? [] : Told(newestAtMs, mostAheadMs, now.ToUnixTimeMilliseconds());
    }

    /// <summary>The verdicts on the times of market data.</summary>
    /// <param name="newestAtMs">When the newest observation was taken, unix milliseconds.</param>
    /// <param name="mostAheadMs">By how much a source's publish time was ahead of our clock at most; negative when none was.</param>
    /// <param name="nowMs">The time.</param>
    internal static IReadOnlyList<Diagnosis> Told(long newestAtMs, long mostAheadMs, long nowMs) =>
    [
        newestAtMs > nowMs + MostDriftMs
            ? Diagnosis.Fail("clock.journal", FormattableString.Invariant($"the newest observation was taken {newestAtMs - nowMs} ms from now"), "this machine's clock has gone back: set it right before a server starts")
            : Diagnosis.Ok("clock.journal", FormattableString.Invariant($"the newest observation was taken {nowMs - newestAtMs} ms ago")),
        mostAheadMs > DriftMs
            ? Diagnosis.Warn("clock.markets", FormattableString.Invariant($"a source published up to {mostAheadMs} ms ahead of our clock"), "this machine's clock is behind, or that source's is ahead: compare both with NTP")
            : Diagnosis.Ok("clock.markets", "no source publishes ahead of our clock"),
    ];

    private static long? PublishedMs(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("quote", out var quote) && quote.ValueKind == JsonValueKind.Object && quote.TryGetProperty("publish_time_ms", out var published) ? published.GetInt64() : null;
    }
}
