using System.Globalization;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Liquidations;

/// <summary>The tasks of all venues' queues.</summary>
internal sealed class LiquidationBoard(LiveNode node, JournalIndex index, OwnerAliases aliases)
{
    /// <summary>Tasks, the most urgent first.</summary>
    /// <param name="venue">Only this venue's; null for all.</param>
    /// <param name="status">Only of this status; null for all that are not ended.</param>
    /// <param name="cancellation">The caller has gone.</param>
    public async Task<IReadOnlyList<TaskView>> Tasks(string? venue, LiquidationStatus? status, CancellationToken cancellation)
    {
        IEnumerable<string> venues = await index.Known(ActorKind.LiquidationQueue, cancellation);
        var tasks = new List<TaskView>();
        foreach (var name in venues.Where(name => venue is null || name == venue))
            tasks.AddRange((await Queue(name, cancellation)).Tasks.Where(task => status is { } wanted ? task.Value.Status == wanted : !task.Value.IsEnded).Select(task => View(name, task.Key, task.Value)));
        tasks.Sort(TaskView.Order);
        return tasks;
    }

    /// <summary>A part of the tasks.</summary>
    public async Task<Page<LiquidationDocument>> Page(string? venue, LiquidationStatus? status, TaskReader reader, string? cursor, int limit, CancellationToken cancellation)
    {
        var after = After(cursor);
        var tasks = (await Tasks(venue, status, cancellation)).Where(task => after is not { } last || IsAfter(task, last)).Take(limit + 1).ToList();
        var page = tasks.Take(limit).ToList();
        return new([.. page.Select(task => task.Document(reader))], tasks.Count > limit ? Cursor(page[^1]) : null);
    }

    /// <summary>A task by its public id.</summary>
    /// <exception cref="RefusedException">There is none, or it is long over.</exception>
    public async Task<TaskView> Find(string id, CancellationToken cancellation)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        // A queue is only asked for when there is one: nobody makes one by asking.
        if (colon > 0 && id[..colon] is var venue && (await index.Known(ActorKind.LiquidationQueue, cancellation)).Contains(venue))
            foreach (var (taskId, task) in (await Queue(venue, cancellation)).Tasks)
                if (View(venue, taskId, task) is var view && view.Id == id) return view;
        throw Unknown(id);
    }

    /// <summary>A task of one venue.</summary>
    /// <exception cref="RefusedException">The venue has none of that id.</exception>
    public Task<TaskView> Find(string venue, string id, CancellationToken cancellation) => id.StartsWith($"{venue}:", StringComparison.Ordinal) ? Find(id, cancellation) : throw Unknown(id);

    private static RefusedException Unknown(string id) => Refusals.NotFound("unknown_task", $"there is no task '{id}', or it is long over");

    private async ValueTask<LiquidationQueueState> Queue(string venue, CancellationToken cancellation) => (await node.Actors.LiquidationQueue(venue).Read(fenced: false, cancellation)).State;

    private TaskView View(string venue, string taskId, LiquidationTask task) => new(venue, taskId, task, aliases.Of(task.Order.Owner));

    private static string Cursor(TaskView task) =>
        Paging.Cursor(task.Task.Order.ShortfallUsd.ToString(CultureInfo.InvariantCulture), task.Task.OpenedAtMs.ToString(CultureInfo.InvariantCulture), task.Id);

    private static (decimal ShortfallUsd, long OpenedAtMs, string Id)? After(string? cursor)
    {
        if (Paging.Parts(cursor, 3) is not { } parts) return null;
        return decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var shortfall) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var opened)
            ? (shortfall, opened, parts[2])
            : throw Paging.BadCursor();
    }

    // In the order of TaskView.Order.
    private static bool IsAfter(TaskView task, (decimal ShortfallUsd, long OpenedAtMs, string Id) last)
    {
        if (task.Task.Order.ShortfallUsd != last.ShortfallUsd) return task.Task.Order.ShortfallUsd < last.ShortfallUsd;
        return task.Task.OpenedAtMs != last.OpenedAtMs ? task.Task.OpenedAtMs > last.OpenedAtMs : string.CompareOrdinal(task.Id, last.Id) > 0;
    }
}
