using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>Walks all streams of a backup, each from its first event to its head, in the order in which the heads came.</summary>
internal sealed class BackupWalk
{
    private readonly IReadOnlyList<BackupHead> heads;
    private readonly Dictionary<string, CheckpointHead> vouched;
    private readonly List<JournalFinding> findings = [];
    private StreamWalk? walk;
    private int at;

    /// <summary>A walk along some streams.</summary>
    /// <param name="heads">All of them.</param>
    /// <param name="checkpoint">What they must agree with; null for nothing.</param>
    public BackupWalk(IReadOnlyList<BackupHead> heads, JournalCheckpoint? checkpoint)
    {
        this.heads = heads;
        vouched = checkpoint?.Heads.ToDictionary(head => head.Stream) ?? [];
        Begin();
    }

    /// <summary>How many events it has seen.</summary>
    public long Events { get; private set; }

    /// <summary>The next event.</summary>
    /// <exception cref="FormatException">It is of no stream, or an earlier stream is damaged.</exception>
    public void Add(string stream, JournalRecord item)
    {
        while (at < heads.Count && heads[at].Head.Stream != stream) Next();
        if (at == heads.Count) throw new FormatException($"{stream}: event {item.Seq}: there is no such stream, or its events do not stand together");
        walk!.Add(item);
        if (findings.Count > 0) Refuse();
        Events++;
    }

    /// <summary>There are no more events.</summary>
    /// <exception cref="FormatException">Something is missing or has been changed.</exception>
    public void RequireWhole()
    {
        while (at < heads.Count) Next();
        findings.AddRange(vouched.Keys.Order(StringComparer.Ordinal).Select(stream => new JournalFinding(stream, 0, "the checkpoint has this stream, and the backup does not")));
        if (findings.Count > 0) Refuse();
    }

    private void Next()
    {
        walk!.End(heads[at].Head);
        if (findings.Count > 0) Refuse();
        at++;
        Begin();
    }

    private void Begin()
    {
        if (at == heads.Count) return;
        vouched.Remove(heads[at].Head.Stream, out var mark);
        walk = new(heads[at].Head.Stream, mark, findings);
    }

    private void Refuse()
    {
        var first = findings[0];
        throw new FormatException($"{first.Stream}: {(first.Seq == 0 ? "" : $"event {first.Seq}: ")}{first.Problem}");
    }
}
