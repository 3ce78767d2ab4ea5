namespace RiskCluster.Journal.Verification;

/// <summary>What replaying a journal gave.</summary>
/// <param name="Streams">How many streams were replayed.</param>
/// <param name="Snapshots">Of how many the snapshot was replayed too.</param>
/// <param name="Hash">SHA-256 over the names and state hashes of all of them, by name: two journals with the same states have the same.</param>
/// <param name="Unknown">Streams that no actor of this program has.</param>
/// <param name="Findings">What is wrong, by stream; empty when nothing is.</param>
public sealed record ReplayReport(long Streams, long Snapshots, byte[] Hash, IReadOnlyList<string> Unknown, IReadOnlyList<JournalFinding> Findings);
