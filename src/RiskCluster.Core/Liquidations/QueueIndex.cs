using System.Collections.Immutable;

namespace RiskCluster.Core.Liquidations;

/// <summary>
/// What a queue is asked for again and again, found without looking at every task: which may be claimed, in their order, and which fills are of a task. It follows from tasks
/// and fills, is in no snapshot, and knows of which it was made: of others it is made anew.
/// </summary>
internal sealed class QueueIndex
{
    private static readonly ImmutableSortedSet<Urgency> Nobody = ImmutableSortedSet.Create<Urgency>(Comparer<Urgency>.Create(static (a, b) => a.CompareTo(b)));
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Nothing = ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<string, LiquidationTask> tasks;
    private readonly ImmutableSortedDictionary<string, KnownFill> fills;
    private readonly ImmutableSortedSet<Urgency> claimable;
    private readonly ImmutableDictionary<string, ImmutableArray<string>> fillsOf;

    private QueueIndex(
        ImmutableSortedDictionary<string, LiquidationTask> tasks,
        ImmutableSortedDictionary<string, KnownFill> fills,
        ImmutableSortedSet<Urgency> claimable,
        ImmutableDictionary<string, ImmutableArray<string>> fillsOf)
    {
        (this.tasks, this.fills) = (tasks, fills);
        (this.claimable, this.fillsOf) = (claimable, fillsOf);
    }

    /// <summary>The tasks that a keeper may claim, the greatest shortfall first, then the oldest.</summary>
    public IEnumerable<string> Claimable => claimable.Select(urgency => urgency.TaskId);

    /// <summary>The index of a state's tasks and fills, made of all of them.</summary>
    public static QueueIndex Of(LiquidationQueueState state) => new(
        state.Tasks,
        state.Fills,
        Nobody.Union(state.Tasks.Where(task => task.Value.IsClaimable).Select(task => Urgency.Of(task.Key, task.Value))),
        Nothing.AddRange(state.Fills.GroupBy(fill => fill.Value.TaskId, fill => fill.Key, StringComparer.Ordinal).Select(group => KeyValuePair.Create(group.Key, group.ToImmutableArray()))));

    /// <summary>True when these are the tasks and fills that it was made of.</summary>
    public bool IsOf(LiquidationQueueState state) => ReferenceEquals(tasks, state.Tasks) && ReferenceEquals(fills, state.Fills);

    /// <summary>The fills of a task.</summary>
    public ImmutableArray<string> FillsOf(string taskId) => fillsOf.GetValueOrDefault(taskId, []);

    /// <summary>The index once a task has changed, come or gone.</summary>
    public QueueIndex With(string taskId, LiquidationTask? next, ImmutableSortedDictionary<string, LiquidationTask> after)
    {
        var order = claimable;
        if (tasks.GetValueOrDefault(taskId) is { IsClaimable: true } known) order = order.Remove(Urgency.Of(taskId, known));
        if (next is { IsClaimable: true }) order = order.Add(Urgency.Of(taskId, next));
        return new(after, fills, order, fillsOf);
    }

    /// <summary>The index once a task has another fill.</summary>
    public QueueIndex WithFill(string taskId, string fillId, ImmutableSortedDictionary<string, KnownFill> after) => new(tasks, after, claimable, fillsOf.SetItem(taskId, FillsOf(taskId).Add(fillId)));

    /// <summary>The index once the fills of a task are forgotten.</summary>
    public QueueIndex WithoutFills(string taskId, ImmutableSortedDictionary<string, KnownFill> after) => new(tasks, after, claimable, fillsOf.Remove(taskId));

    private readonly record struct Urgency(decimal ShortfallUsd, long OpenedAtMs, string TaskId)
    {
        public static Urgency Of(string taskId, LiquidationTask task) => new(task.Order.ShortfallUsd, task.OpenedAtMs, taskId);

        public int CompareTo(Urgency other)
        {
            if (other.ShortfallUsd.CompareTo(ShortfallUsd) is not 0 and var shortfall) return shortfall;
            return OpenedAtMs.CompareTo(other.OpenedAtMs) is not 0 and var age ? age : string.CompareOrdinal(TaskId, other.TaskId);
        }
    }
}
