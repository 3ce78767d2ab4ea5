using RiskCluster.Contracts.Admin;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Peers;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Figures;

/// <summary>Whom the last margin cycles margined, of all processes together. Who has been on no board since silos came or went counts as known and not margined.</summary>
internal sealed class CoverageReads
{
    private readonly LiveNode node;
    private readonly PeerTopic<string, CoverageDocument> topic;

    public CoverageReads(LiveNode node)
    {
        this.node = node;
        topic = new("coverage", node, (_, _) => Task.FromResult(Here()));
    }

    /// <summary>What other processes ask.</summary>
    public IPeerTopic Topic => topic;

    /// <summary>With the names of owners and actors.</summary>
    /// <exception cref="RefusedException">No cycle yet, or a process does not answer.</exception>
    public async Task<CoverageDocument> Read(CancellationToken cancellation)
    {
        var parts = await topic.Everywhere("", cancellation);
        var known = Math.Max(parts.Sum(part => part.OwnersKnown), node.Node.Peers?.Coverage.Known ?? 0);
        return new(
            parts.Min(part => part.MarketSeq),
            parts.Min(part => part.Timestamp),
            parts.Max(part => part.AgeMs),
            known,
            parts.Sum(part => part.OwnersMargined),
            [.. parts.SelectMany(part => part.Unmargined).OrderBy(item => item.Owner, StringComparer.Ordinal)],
            [.. parts.SelectMany(part => part.Missing).Distinct(StringComparer.Ordinal)],
            parts.Sum(part => part.MissingCount));
    }

    private CoverageDocument Here()
    {
        var view = node.Board.View ?? throw Refusals.Unavailable("no_margin_cycle", "no margin cycle has run yet");
        var apart = node.Node.Peers?.Apart ?? [];
        var missing = node.Node.Missing;
        return new(
            view.MarketSeq,
            view.TimestampMs,
            (long)node.Board.Age.TotalMilliseconds,
            view.Coverage.OwnersKnown + apart.Length,
            view.Coverage.OwnersMargined,
            [.. view.Coverage.Unmargined.Concat(apart).Select(item => new UnmarginedEntry(item.Owner, item.Instrument, item.Reason))],
            [.. missing.Select(address => address.ToString())],
            missing.Count);
    }
}
