using System.Globalization;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Api;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>Owners in a line each, the least maintenance excess first: ordered by the cycle's screen, told exactly.</summary>
internal sealed class PortfolioBoard(LiveNode node, ReadLane lane, JournalIndex index)
{
    /// <summary>A part of the board.</summary>
    /// <exception cref="Answers.RefusedException">A cursor that is none of ours, no cycle yet, or too many questions.</exception>
    public async Task<Page<PortfolioRow>> Page(string? cursor, int limit, CancellationToken cancellation)
    {
        var after = After(cursor);
        var ranked = await lane.Run(
            () =>
            {
                var ranking = node.Board.Ranking() ?? throw Answers.Refusals.Unavailable("no_margin_cycle", "no margin cycle has run yet");
                var ranks = (after is { } last ? ranking.After(last) : ranking.Owners).Take(limit + 1).ToList();
                var rows = ranks.Take(limit).Select(rank => Line(rank.Owner)).OfType<PortfolioRow>().ToList();
                return (Rows: rows, Next: ranks.Count > limit ? Cursor(ranks[limit - 1]) : null);
            },
            cancellation);
        var rows = new List<PortfolioRow>(ranked.Rows.Count);
        foreach (var row in ranked.Rows) rows.Add(await WithUnwind(row, cancellation));
        return new(rows, ranked.Next);
    }

    /// <summary>An owner's line; null when it is not on the board or no cycle has run.</summary>
    public async Task<PortfolioRow?> Row(string owner, CancellationToken cancellation) =>
        await lane.Run(() => Line(owner), cancellation) is { } row ? await WithUnwind(row, cancellation) : null;

    private PortfolioRow? Line(string owner) => node.Board.Read(owner, reading => new PortfolioRow(
        owner,
        reading.Accounts.Length,
        [.. reading.Accounts.Select(account => account.Key[..account.Key.IndexOf('/', StringComparison.Ordinal)]).Distinct()],
        reading.Figure.Summary(),
        null));

    private async Task<PortfolioRow> WithUnwind(PortfolioRow row, CancellationToken cancellation)
    {
        if (!(await index.Awake(ActorKind.Unwind, cancellation)).Contains(row.Owner)) return row;
        var unwind = (await node.Actors.Unwind(row.Owner).Read(fenced: false, cancellation)).State;
        return row with { UnwindStatus = Reasons.Of(unwind.Status) };
    }

    private static string Cursor(OwnerRank rank) => Paging.Cursor(rank.MaintenanceExcessUsd.ToString("R", CultureInfo.InvariantCulture), rank.Owner);

    private static OwnerRank? After(string? cursor)
    {
        if (Paging.Parts(cursor, 2) is not { } parts) return null;
        return double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var excess) ? new(parts[1], excess) : throw Paging.BadCursor();
    }
}
