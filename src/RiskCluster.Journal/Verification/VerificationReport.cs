namespace RiskCluster.Journal.Verification;

/// <summary>What a walk through a journal found.</summary>
/// <param name="Streams">How many streams were walked.</param>
/// <param name="Events">How many events.</param>
/// <param name="Findings">What is wrong, by stream; empty when nothing is.</param>
public sealed record VerificationReport(long Streams, long Events, IReadOnlyList<JournalFinding> Findings);
