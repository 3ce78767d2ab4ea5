using System.Globalization;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Api;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Peers;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>Owners in a line each, the least maintenance excess first: ordered by the cycle's screen, told exactly.</summary>
internal sealed class PortfolioBoard
{
    private readonly LiveNode node;
    private readonly ReadLane lane;
    private readonly JournalIndex index;
    private readonly PeerTopic<BoardQuestion, IReadOnlyList<RankedRow>> topic;

    public PortfolioBoard(LiveNode node, ReadLane lane, JournalIndex index)
    {
        (this.node, this.lane, this.index) = (node, lane, index);
        topic = new("board", node, Part);
    }

    /// <summary>What other processes ask.</summary>
    public IPeerTopic Topic => topic;

    /// <summary>A part of the board.</summary>
    /// <exception cref="Answers.RefusedException">A cursor that is none of ours, no cycle yet, or too many questions.</exception>
    public async Task<Page<PortfolioRow>> Page(string? cursor, int limit, CancellationToken cancellation)
    {
        var after = After(cursor);
        var parts = await topic.Everywhere(new(after?.Owner, after?.MaintenanceExcessUsd ?? 0, null, limit + 1), cancellation);
        var ranked = parts.SelectMany(part => part).OrderBy(item => item.Rank, BoardRanking.Order).Take(limit + 1).ToList();
        var rows = new List<PortfolioRow>(limit);
        foreach (var row in ranked.Take(limit).Select(item => item.Row).OfType<PortfolioRow>()) rows.Add(await WithUnwind(row, cancellation));
        return new(rows, ranked.Count > limit ? Cursor(ranked[limit - 1].Rank) : null);
    }

    /// <summary>An owner's line; null when it is not on the board or no cycle has run.</summary>
    public async Task<PortfolioRow?> Row(string owner, CancellationToken cancellation) =>
        await topic.At(owner, new(null, 0, owner, 1), cancellation) is [{ Row: { } row }] ? await WithUnwind(row, cancellation) : null;

    private Task<IReadOnlyList<RankedRow>> Part(BoardQuestion question, CancellationToken cancellation) => lane.Run<IReadOnlyList<RankedRow>>(
        () =>
        {
            if (question.Owner is { } owner) return Line(owner) is { } row ? [new(owner, 0, row)] : [];
            var ranking = node.Board.Ranking() ?? throw Answers.Refusals.Unavailable("no_margin_cycle", "no margin cycle has run yet");
            var ranks = question.AfterOwner is { } last ? ranking.After(new(last, question.AfterExcessUsd)) : ranking.Owners;
            // The last only says that there are more.
            return [.. ranks.Take(question.Limit).Select((rank, i) => new RankedRow(rank.Owner, rank.MaintenanceExcessUsd, node.Node.Peers is null && i == question.Limit - 1 ? null : Line(rank.Owner)))];
        },
        cancellation);

    private PortfolioRow? Line(string owner) => node.Board.Read(owner, reading => new PortfolioRow(
        owner,
        reading.Accounts.Length,
        [.. reading.Accounts.Select(account => KeyName.VenueOf(account.Key)).Distinct()],
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
