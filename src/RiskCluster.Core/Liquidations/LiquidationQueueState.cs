using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Liquidations;

/// <summary>The unwind tasks of one venue. Immutable.</summary>
/// <param name="Venue">Its key.</param>
public sealed record LiquidationQueueState(string Venue)
{
    private QueueIndex? index;

    /// <summary>Events so far: the queue's sequence in the journal.</summary>
    public long Seq { get; init; }

    /// <summary>The governed values.</summary>
    public LiquidationRules Rules { get; init; } = new();

    /// <summary>Version of the governed values; 0 for the defaults.</summary>
    public long RulesVersion { get; init; }

    /// <summary>Newest fencing token.</summary>
    public long LastToken { get; init; }

    /// <summary>Number of the newest fill; accounts recognise fills by it.</summary>
    public long LastFill { get; init; }

    /// <summary>Number of the newest payment into the venue's insurance fund.</summary>
    public long LastPayment { get; init; }

    /// <summary>Why it stands still; null while it does not.</summary>
    public QueueHalt? Halt { get; init; }

    /// <summary>True while bidders have trouble to come.</summary>
    public bool IsCongested { get; init; }

    /// <summary>Tasks by id: all that are not ended, and the last ones that are.</summary>
    public ImmutableSortedDictionary<string, LiquidationTask> Tasks { get; init; } = ImmutableSortedDictionary.Create<string, LiquidationTask>(StringComparer.Ordinal);

    /// <summary>Ids of the ended tasks, oldest first: the last 1,000 are kept to recognise redelivery and to be read.</summary>
    public ImmutableQueue<string> Ended { get; init; } = [];

    /// <summary>How many of <see cref="Tasks"/> are ended.</summary>
    public int EndedCount { get; init; }

    /// <summary>Fills by id, of the tasks that are known.</summary>
    public ImmutableSortedDictionary<string, KnownFill> Fills { get; init; } = ImmutableSortedDictionary.Create<string, KnownFill>(StringComparer.Ordinal);

    /// <summary>Claims by keeper.</summary>
    public ImmutableSortedDictionary<string, int> Claims { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The name under which the queue numbers fills and payments.</summary>
    [JsonIgnore]
    public string Source => new ActorAddress(ActorKind.LiquidationQueue, Venue).ToString();

    /// <summary>What is found fast. Made when it is first asked for; changes of tasks and fills carry it along.</summary>
    [JsonIgnore]
    internal QueueIndex Index
    {
        get => index is { } known && known.IsOf(this) ? known : index = QueueIndex.Of(this);
        init => index = value;
    }

    /// <summary>The tasks that a keeper may claim, the greatest shortfall first, then the oldest.</summary>
    public IEnumerable<KeyValuePair<string, LiquidationTask>> Claimable() => Index.Claimable.Select(taskId => KeyValuePair.Create(taskId, Tasks[taskId]));
}
