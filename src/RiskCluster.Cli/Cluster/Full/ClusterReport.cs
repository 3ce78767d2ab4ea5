using System.Globalization;
using RiskCluster.Cli.Output;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Histories;

namespace RiskCluster.Cli.Cluster;

/// <summary>What a trial of the cluster showed.</summary>
/// <param name="Faults">What was done: how often, and how often it is proven to have had its effect.</param>
/// <param name="Kills">Processes killed without warning: silos and the database server.</param>
/// <param name="FailoverMs">By fault: from the fault to the next acknowledgement of each account, rising.</param>
/// <param name="CoverageMs">By fault: until the roster said that everybody is margined again; negative when it never did.</param>
/// <param name="UncoveredMs">By fault: the longest time without a break in which somebody was not margined; a silo that is started again moves owners once more.</param>
/// <param name="Updates">Updates sent.</param>
/// <param name="Acknowledgements">Acknowledgements received.</param>
/// <param name="Unacknowledged">Updates without an answer in the end.</param>
/// <param name="Reads">Fenced reads answered.</param>
/// <param name="Events">Events of the accounts in the journal.</param>
/// <param name="Findings">Faults in the history: a lost or doubled acknowledgement, such as a silo would give that woke up as a dead one, is one of them.</param>
/// <param name="Journal">The walk through the journal.</param>
internal sealed record ClusterReport(
    IReadOnlyDictionary<string, (int Done, int Proven)> Faults,
    int Kills,
    IReadOnlyDictionary<string, List<double>> FailoverMs,
    IReadOnlyDictionary<string, List<double>> CoverageMs,
    IReadOnlyDictionary<string, List<double>> UncoveredMs,
    int Updates,
    long Acknowledgements,
    int Unacknowledged,
    int Reads,
    int Events,
    IReadOnlyList<HistoryFinding> Findings,
    VerificationReport Journal)
{
    /// <summary>Every fault took effect, everybody was margined again, and nothing acknowledged is lost.</summary>
    public bool IsGood =>
        Faults.Count > 0 && Faults.Values.All(fault => fault.Proven == fault.Done) && CoverageMs.Values.SelectMany(times => times).All(time => time >= 0)
        && Unacknowledged == 0 && Findings.Count == 0 && Journal.Findings.Count == 0 && Acknowledgements > 0;

    public void Write(TextWriter output)
    {
        var faults = Terminal.Table("Faults", "fault", "#done", "#proven", "#failover p50, ms", "#p99, ms", "#longest, ms", "#coverage back, longest ms", "#uncovered at a stretch, ms");
        foreach (var (name, (done, proven)) in Faults)
        {
            var failover = FailoverMs[name].Order().ToList();
            Terminal.Row(faults, name, $"{done}", $"{proven}", At(failover, 0.5), At(failover, 0.99), At(failover, 1), At([.. CoverageMs[name].Order()], 1), At([.. UncoveredMs[name].Order()], 1));
        }

        Terminal.On(output).Write(faults);
        var table = Terminal.Table("History", "what", "#count");
        void Row(string what, double count) => Terminal.Row(table, what, count.ToString("#,##0", CultureInfo.InvariantCulture));
        Row("processes killed (SIGKILL)", Kills);
        Row("updates sent", Updates);
        Row("acknowledgements", Acknowledgements);
        Row("updates never acknowledged", Unacknowledged);
        Row("fenced reads", Reads);
        Row("updates in the journal", Events);
        foreach (var fault in Enum.GetValues<HistoryFault>()) Row($"fault: {fault}", Findings.Count(finding => finding.Fault == fault));
        Row("fault: journal not whole", Journal.Findings.Count);
        Terminal.On(output).Write(table);
        foreach (var finding in Findings.Take(20)) output.WriteLine($"{finding.Fault} {finding.Stream}: {finding.Detail}");
    }

    private static string At(List<double> rising, double share) =>
        rising.Count == 0 ? "-" : rising[Math.Min(rising.Count - 1, (int)Math.Ceiling(share * rising.Count) - 1 < 0 ? 0 : (int)Math.Ceiling(share * rising.Count) - 1)].ToString("0", CultureInfo.InvariantCulture);
}
