using System.Globalization;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Host.Liquidations;

/// <summary>Unwinds as bodies.</summary>
internal static class UnwindView
{
    /// <summary>The present unwind of an owner, or the last; null before the first.</summary>
    public static UnwindDocument? Document(this UnwindState state) => state.UnwindId == 0 ? null : new(
        state.Owner,
        state.UnwindId,
        Reasons.Of(state.Status),
        state.Reason,
        state.StartedAtMs,
        state.RequirementUsd,
        state.SpentCostUsd,
        state.Plan?.BestPossibleUsd,
        state.IssuedSteps,
        state.Plan?.Steps.Length ?? 0,
        [.. state.Legs.Select(leg => (Id: long.Parse(leg.Key, CultureInfo.InvariantCulture), leg.Value)).OrderBy(leg => leg.Id).Select(leg => new UnwindLegDocument(
            leg.Id, leg.Value.Step, leg.Value.Leg.Account, leg.Value.Leg.Instrument, leg.Value.Leg.Quantity, leg.Value.FilledQuantity, Reasons.Of(leg.Value.Status)))]);
}
