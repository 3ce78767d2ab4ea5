using System.Collections.Concurrent;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>The marks in the markets of one margin cycle, each computed when it is first asked for: thousands of unwinds have legs in the same instruments. Safe on any thread.</summary>
internal sealed class ViewMarks(BoardView view)
{
    private readonly ConcurrentDictionary<string, decimal?> marks = new(StringComparer.Ordinal);

    /// <summary>True when these are a view's.</summary>
    public bool IsOf(BoardView other) => ReferenceEquals(view, other);

    /// <summary>The mark as the venue quotes it; null when there is none now.</summary>
    public decimal? Of(string instrument) => marks.GetOrAdd(instrument, Compute);

    private decimal? Compute(string instrument)
    {
        using var margin = view.Context.Open([instrument]);
        return margin.Arrays.Status(margin.SlotOf(instrument)) is null ? PlanMessage.Mark(view.Context, margin, instrument) : null;
    }
}
