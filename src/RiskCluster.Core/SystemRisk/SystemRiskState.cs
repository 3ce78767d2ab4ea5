using System.Collections.Immutable;

namespace RiskCluster.Core.SystemRisk;

/// <summary>What concerns all at once: contagion runs, concentration, congestion. Immutable.</summary>
/// <param name="System">Its key.</param>
public sealed record SystemRiskState(string System)
{
    /// <summary>Events so far: its sequence in the journal.</summary>
    public long Seq { get; init; }

    /// <summary>Requests so far.</summary>
    public long LastRun { get; init; }

    /// <summary>Runs by id: all that are under way, and the newest of those that ended.</summary>
    public ImmutableSortedDictionary<string, RecordedRun> Runs { get; init; } = ImmutableSortedDictionary.Create<string, RecordedRun>(StringComparer.Ordinal);

    /// <summary>The newest; null before the first.</summary>
    public ConcentrationReport? Concentration { get; init; }

    /// <summary>By chain.</summary>
    public ImmutableSortedDictionary<string, ChainCongestion> Congestion { get; init; } = ImmutableSortedDictionary.Create<string, ChainCongestion>(StringComparer.Ordinal);
}
