using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Unwinds;

/// <summary>A leg that was issued. Immutable.</summary>
/// <param name="Leg">As planned.</param>
/// <param name="Step">Of which step of its plan, from 0.</param>
/// <param name="PlanVersion">Of which plan.</param>
public sealed record UnwindLeg(PlanLeg Leg, int Step, long PlanVersion)
{
    /// <summary>How far it is.</summary>
    public LegStatus Status { get; init; } = LegStatus.Issued;

    /// <summary>Quantities by fill id.</summary>
    public ImmutableSortedDictionary<string, decimal> Fills { get; init; } = ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);

    /// <summary>Traded so far, of the leg's sign.</summary>
    [JsonIgnore]
    public decimal FilledQuantity => Fills.Values.Sum();
}
