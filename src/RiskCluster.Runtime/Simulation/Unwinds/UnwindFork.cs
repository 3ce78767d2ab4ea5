using System.Collections.Immutable;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>All that is left when a process dies: its journal, the time, and what others remember.</summary>
/// <param name="Journal">A copy.</param>
/// <param name="Log">Every durable event so far.</param>
/// <param name="Ticks">Virtual time.</param>
/// <param name="Memory">A copy.</param>
internal sealed record UnwindFork(MemoryJournal Journal, ImmutableArray<LoggedEvent> Log, long Ticks, OutsideMemory Memory)
{
    /// <summary>The same for two forks between which nothing has happened that anybody could find out.</summary>
    public string Mark()
    {
        var heads = Journal.Streams("", default).ToListAsync().AtOnce();
        var asked = string.Join(',', Memory.Unanswered.Select(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode));
        return string.Join('\n', heads.Select(head => FormattableString.Invariant($"{head.Stream} {head.Epoch} {head.Seq} {head.DeliveredSeq}")).Append(FormattableString.Invariant($"{Ticks} {Memory.Round} {Memory.Tried.Count} {asked}")));
    }
}
