using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Parameters;

/// <summary>A run of the live book under a proposal, beside the active version.</summary>
/// <param name="MarketSeq">The margin cycle whose book and markets were run.</param>
/// <param name="Owners">Owners margined under both.</param>
/// <param name="NewlyBelowMaintenance">Owners who are above maintenance under the active version and below under the proposed one.</param>
/// <param name="InitialMarginBefore">Sum over all owners, USD.</param>
/// <param name="InitialMarginAfter">Sum over all owners, USD.</param>
/// <param name="States">Owners by margin state.</param>
/// <param name="WorstOwners">Those whose initial margin rises most, the most first.</param>
/// <param name="Unmargined">Owners whom one of the two cannot margin: they are in none of the other figures.</param>
public sealed record ImpactReport(
    long MarketSeq,
    long Owners,
    long NewlyBelowMaintenance,
    decimal InitialMarginBefore,
    decimal InitialMarginAfter,
    ImmutableArray<StateCount> States,
    ImmutableArray<OwnerImpact> WorstOwners,
    long Unmargined = 0)
{
    /// <summary>The part of all owners that would fall below maintenance; 0 of nobody.</summary>
    [JsonIgnore]
    public decimal BreachShare => Owners == 0 ? 0 : (decimal)NewlyBelowMaintenance / Owners;
}
