using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Histories;

namespace RiskCluster.Cli.Chaos;

/// <summary>What a kill trial showed.</summary>
/// <param name="WriterKills">Kills of the writer; each is proven by another process number afterwards.</param>
/// <param name="ServerKills">Kills of the database server, proven alike.</param>
/// <param name="Unproven">Kills that did not take effect.</param>
/// <param name="RecoveryMs">From each kill to the next acknowledgement, rising.</param>
/// <param name="Updates">Updates sent.</param>
/// <param name="Acknowledgements">Acknowledgements received.</param>
/// <param name="Unacknowledged">Updates still without an answer in the end.</param>
/// <param name="Reads">Fenced reads answered.</param>
/// <param name="Events">Events of the accounts in the journal.</param>
/// <param name="Findings">Faults in the history.</param>
/// <param name="Journal">The walk through the journal.</param>
internal sealed record KillReport(
    int WriterKills,
    int ServerKills,
    int Unproven,
    IReadOnlyList<double> RecoveryMs,
    int Updates,
    long Acknowledgements,
    int Unacknowledged,
    int Reads,
    int Events,
    IReadOnlyList<HistoryFinding> Findings,
    VerificationReport Journal)
{
    /// <summary>True when every kill took effect, every update got through in the end and nothing is wrong.</summary>
    public bool IsGood => Unproven == 0 && Unacknowledged == 0 && Acknowledgements > 0 && Findings.Count == 0 && Journal.Findings.Count == 0;

    /// <summary>A percentile of the recovery times by nearest rank.</summary>
    public double RecoveryPercentileMs(int percent) => RecoveryMs[Math.Clamp((int)Math.Ceiling(percent / 100.0 * RecoveryMs.Count) - 1, 0, RecoveryMs.Count - 1)];

    /// <summary>How many faults of a kind.</summary>
    public int Count(HistoryFault fault) => Findings.Count(finding => finding.Fault == fault);
}
