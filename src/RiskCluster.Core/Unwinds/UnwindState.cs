using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Unwinds;

/// <summary>The cross-venue unwind of one owner: the present one, or the last. Immutable.</summary>
/// <param name="Owner">Its key.</param>
public sealed record UnwindState(string Owner)
{
    /// <summary>Events so far: the unwind's sequence in the journal.</summary>
    public long Seq { get; init; }

    /// <summary>The governed values.</summary>
    public UnwindRules Rules { get; init; } = new();

    /// <summary>Version of the governed values; 0 for the defaults.</summary>
    public long RulesVersion { get; init; }

    /// <summary>Number of the unwind; 0 before the first.</summary>
    public long UnwindId { get; init; }

    /// <summary>Number of the newest leg, over all unwinds of the owner.</summary>
    public long LastLegId { get; init; }

    /// <summary>The newest margin cycle that an unwind rests on: an older breach begins none.</summary>
    public long MarketSeq { get; init; }

    /// <summary>How far it is.</summary>
    public UnwindStatus Status { get; init; }

    /// <summary>Why it began; null before the first.</summary>
    public BreachEvidence? Breach { get; init; }

    /// <summary>When it began, unix milliseconds.</summary>
    public long StartedAtMs { get; init; }

    /// <summary>Why it is held or has stopped; null when neither.</summary>
    public string? Reason { get; init; }

    /// <summary>Who holds it; null when it was held at once, on weak evidence, or is not held.</summary>
    public string? HeldBy { get; init; }

    /// <summary>The newest plan; null before the first.</summary>
    public UnwindPlan? Plan { get; init; }

    /// <summary>How many of the plan's steps are issued.</summary>
    public int IssuedSteps { get; init; }

    /// <summary>Legs that were issued, by number as text.</summary>
    public ImmutableSortedDictionary<string, UnwindLeg> Legs { get; init; } = ImmutableSortedDictionary.Create<string, UnwindLeg>(StringComparer.Ordinal);

    /// <summary>What the fills have cost against the marks of their plans, USD; negative when they were better.</summary>
    public decimal SpentCostUsd { get; init; }

    /// <summary>What the fills have moved, USD.</summary>
    public decimal MovedNotionalUsd { get; init; }

    /// <summary>The most that may be moved; fixed by the first plan.</summary>
    public decimal NotionalBudgetUsd { get; init; }

    /// <summary>The newest initial margin that is known, USD.</summary>
    public decimal RequirementUsd { get; init; }

    /// <summary>Steps after which the requirement was not lower.</summary>
    public int Setbacks { get; init; }

    /// <summary>The losses of the waterfall by venue; empty before it.</summary>
    public ImmutableSortedDictionary<string, VenueLoss> Losses { get; init; } = ImmutableSortedDictionary.Create<string, VenueLoss>(StringComparer.Ordinal);

    /// <summary>True while an unwind is going on.</summary>
    [JsonIgnore]
    public bool IsLive => Status is not (UnwindStatus.None or UnwindStatus.Recovered or UnwindStatus.Bankrupt or UnwindStatus.Aborted);

    /// <summary>The most that it may cost, USD.</summary>
    [JsonIgnore]
    public decimal CostBudgetUsd => (Breach?.Figures.MaintenanceMarginUsd ?? 0) * Rules.MaxCostShare;

    /// <summary>The legs that are with their queues.</summary>
    [JsonIgnore]
    public IEnumerable<KeyValuePair<string, UnwindLeg>> LiveLegs => Legs.Where(leg => leg.Value.Status == LegStatus.Issued);

    /// <summary>The key of a leg.</summary>
    public static string LegKey(long legId) => legId.ToString(NumberFormatInfo.InvariantInfo);
}
