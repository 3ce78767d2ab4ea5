using System.Collections.Immutable;

namespace RiskCluster.Core.Unwinds;

/// <summary>What events do to an unwind.</summary>
internal static class UnwindChanges
{
    public static UnwindState Apply(UnwindState state, UnwindEvent change) => change switch
    {
        UnwindEvent.RulesSet set => state with { Rules = set.Rules, RulesVersion = set.Version },
        UnwindEvent.UnwindStarted started => Started(state, started),
        UnwindEvent.PlanAccepted accepted => state with
        {
            Status = UnwindStatus.Running,
            Plan = accepted.Plan,
            IssuedSteps = 0,
            NotionalBudgetUsd = accepted.NotionalBudgetUsd,
            RequirementUsd = accepted.Plan.RequirementUsd,
            MarketSeq = Math.Max(state.MarketSeq, accepted.Plan.Inputs.MarketSeq),
        },
        UnwindEvent.StepIssued issued => Issued(state, issued),
        UnwindEvent.LegFilled filled => Change(state, filled.LegId, leg => leg with { Fills = leg.Fills.SetItem(filled.FillId, filled.Quantity) }) with
        {
            SpentCostUsd = state.SpentCostUsd + filled.CostUsd,
            MovedNotionalUsd = state.MovedNotionalUsd + filled.NotionalUsd,
        },
        UnwindEvent.LegClosed closed => Change(state, closed.LegId, leg => leg with { Status = closed.Status }),
        UnwindEvent.FiguresReported reported => state with
        {
            Setbacks = reported.Setbacks,
            RequirementUsd = reported.Figures.InitialMarginUsd,
            MarketSeq = reported.Figures.Inputs.MarketSeq,
        },
        UnwindEvent.PlanDropped dropped => state with { Status = UnwindStatus.AwaitingPlan, Reason = dropped.Reason },
        UnwindEvent.UnwindHeld held => state with { Status = UnwindStatus.Held, Reason = held.Reason, HeldBy = held.By },
        UnwindEvent.UnwindResumed resumed => state with { Status = UnwindStatus.AwaitingPlan, Reason = null, HeldBy = null, MarketSeq = Math.Max(state.MarketSeq, resumed.Evidence.Figures.Inputs.MarketSeq) },
        UnwindEvent.UnwindStopped stopped => state with { Status = UnwindStatus.Stopped, Reason = stopped.Reason },
        UnwindEvent.UnwindEnded ended => state with { Status = ended.Outcome, Reason = ended.Reason },
        UnwindEvent.WaterfallBegun begun => state with
        {
            Status = UnwindStatus.Covering,
            MarketSeq = Math.Max(state.MarketSeq, begun.Figures.Inputs.MarketSeq),
            Losses = state.Losses.Clear().AddRange(begun.Losses.Select(item => KeyValuePair.Create(item.Venue, item.Loss))),
        },
        UnwindEvent.InsuranceReceived received => Change(state, received.Venue, loss => loss with { InsuranceUsd = received.AmountUsd }),
        UnwindEvent.LossShared shared => Change(state, shared.Venue, loss => loss with { SharedUsd = shared.Shares.Sum(share => share.AmountUsd) }),
        _ => throw new ArgumentException($"no unwind knows {change.GetType().Name}", nameof(change)),
    };

    // Legs that an aborted unwind has not got back yet stay: no plan is accepted before their queues have answered.
    private static UnwindState Started(UnwindState state, UnwindEvent.UnwindStarted started) => new UnwindState(state.Owner)
    {
        Seq = state.Seq,
        Rules = state.Rules,
        RulesVersion = state.RulesVersion,
        LastLegId = state.LastLegId,
        Legs = state.Legs.RemoveRange(state.Legs.Where(leg => leg.Value.Status != LegStatus.Issued).Select(leg => leg.Key)),
        UnwindId = started.UnwindId,
        MarketSeq = started.Evidence.Figures.Inputs.MarketSeq,
        Status = started.HeldReason is null ? UnwindStatus.AwaitingPlan : UnwindStatus.Held,
        Breach = started.Evidence,
        StartedAtMs = started.AtMs,
        Reason = started.HeldReason,
        RequirementUsd = started.Evidence.Figures.InitialMarginUsd,
    };

    private static UnwindState Issued(UnwindState state, UnwindEvent.StepIssued issued)
    {
        if (state.Plan is not { } plan || issued.Step >= plan.Steps.Length) return state;
        var legs = plan.Steps[issued.Step].Wave(issued.Wave);
        return state with
        {
            IssuedSteps = Math.Max(state.IssuedSteps, issued.Step + 1),
            LastLegId = issued.FirstLegId + legs.Length - 1,
            Legs = state.Legs.SetItems(legs.Select((leg, i) => KeyValuePair.Create(UnwindState.LegKey(issued.FirstLegId + i), new UnwindLeg(leg, issued.Step, plan.Version)))),
        };
    }

    private static UnwindState Change(UnwindState state, long legId, Func<UnwindLeg, UnwindLeg> change) =>
        state.Legs.TryGetValue(UnwindState.LegKey(legId), out var leg) ? state with { Legs = state.Legs.SetItem(UnwindState.LegKey(legId), change(leg)) } : state;

    private static UnwindState Change(UnwindState state, string venue, Func<VenueLoss, VenueLoss> change) =>
        state.Losses.TryGetValue(venue, out var loss) ? state with { Losses = state.Losses.SetItem(venue, change(loss)) } : state;
}
