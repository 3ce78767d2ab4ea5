using System.Globalization;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Liquidations;

/// <summary>A task of a queue as it is told: by an id that does not say whose it is, and to keepers without the owner's name.</summary>
/// <param name="Venue">Whose queue.</param>
/// <param name="TaskId">The queue's own name of it.</param>
/// <param name="Task">As it is.</param>
/// <param name="Alias">The owner's name that says nothing.</param>
internal sealed record TaskView(string Venue, string TaskId, LiquidationTask Task, string Alias)
{
    /// <summary>Its public id: <c>venue:alias.leg</c>.</summary>
    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"{Venue}:{Alias}.{Task.Order.LegId}");

    /// <summary>The most urgent first: the greatest shortfall, then the oldest, then by id.</summary>
    public static IComparer<TaskView> Order { get; } = Comparer<TaskView>.Create((one, other) =>
        other.Task.Order.ShortfallUsd.CompareTo(one.Task.Order.ShortfallUsd) is not 0 and var urgency ? urgency
        : one.Task.OpenedAtMs.CompareTo(other.Task.OpenedAtMs) is not 0 and var age ? age
        : string.CompareOrdinal(one.Id, other.Id));

    /// <summary>As a body.</summary>
    /// <param name="reader">Who is told.</param>
    public LiquidationDocument Document(TaskReader reader) => new(
        Id,
        Venue,
        reader == TaskReader.Desk ? Task.Order.Owner : Alias,
        reader == TaskReader.Keeper ? $"{Venue}/{Alias}" : Task.Order.Account,
        Task.Order.Instrument,
        Reasons.Of(Task.Mode),
        Reasons.Of(Task.Status),
        Task.Order.Quantity,
        Task.FilledQuantity,
        Task.Order.MarkPrice,
        Task.Order.LimitPrice,
        Task.OpenedAtMs,
        Task.ExpiresAtMs,
        Task.Claim?.Keeper,
        Task.Claim?.ExpiresAtMs);

    /// <summary>A refusal of its queue in the API's words, and without the name of the owner that is part of the queue's own names.</summary>
    public Problem Named(Problem problem) => problem with
    {
        Param = problem.Param switch
        {
            "token" => "fencing_token",
            "task_id" => "id",
            "hash" => "commit.hash",
            _ => problem.Param,
        },
        Detail = problem.Detail.Replace(TaskId, Id, StringComparison.Ordinal),
    };
}
