using System.Text.Json;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Api.Parameters;

/// <summary>Governance as bodies.</summary>
internal static class ParameterMapping
{
    /// <summary>What is in force; null before the model is established.</summary>
    public static ParametersDocument? Document(this RiskParametersState state)
    {
        if (state.ActiveVersion is not { } active || state.Charter is not { } charter) return null;
        return new(state.Model, active.Number, active.Hash, Json(active.Document), charter.Governors, charter.Threshold, charter.TimelockMs, state.FrozenBy);
    }

    /// <summary>A version on its way.</summary>
    public static ProposalDocument Document(this ParameterVersion version, RiskParametersState state, long nowMs) => new(
        version.Number,
        Reasons.Of(version.Status),
        version.Hash,
        version.BaseHash,
        version.Proposer,
        version.ProposedAtMs,
        version.ExpiresAtMs,
        version.Loosens,
        state.DueAtMs(version),
        [.. version.Changes.Select(change => new ProposedChange(change.Path, change.From, change.To, Reasons.Of(change.Effect)))],
        [.. version.Approvals.Select(approval => approval.Governor)],
        version.IsOpen ? Math.Max(0, state.Charter!.Threshold - state.ValidApprovals(version, nowMs)) : 0,
        version.Objectors,
        version.Impact is { } impact ? Body(impact.Report) : null);

    private static ImpactDocument Body(ImpactReport report) => new(
        report.MarketSeq,
        report.Owners,
        report.NewlyBelowMaintenance,
        report.InitialMarginBefore,
        report.InitialMarginAfter,
        [.. report.WorstOwners.Select(owner => new ImpactRow(owner.Owner, owner.InitialMarginBefore, owner.InitialMarginAfter, owner.MaintenanceExcessAfter))],
        report.Unmargined);

    private static JsonElement Json(string document) => JsonElement.Parse(document);
}
