using System.Collections.Immutable;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Unwinds.UnwindRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;

namespace RiskCluster.Core.Unwinds;

/// <summary>
/// When the next step may go: when every leg before it is settled and a newer margin cycle has seen that the requirement fell. Steps that the plan calls independent go together.
/// The legs of a step go in the waves that the plan gives them: a wave is issued in one event, and the next in that which settles its last leg, without waiting for a cycle.
/// </summary>
internal static class StepRules
{
    public static Decision Begin(UnwindState state, UnwindPlan plan, long nowMs)
    {
        var accepted = new UnwindEvent.PlanAccepted(plan, PlanRules.NotionalBudgetUsd(state, plan), nowMs);
        var (events, effects) = Issue(UnwindMachine.Apply(state, accepted));
        return Decision.Accept([accepted, .. events], effects);
    }

    public static Decision Report(UnwindState state, PortfolioFigures figures, in Turn turn)
    {
        if (EvidenceRules.OutOfBounds(figures) is { } refusal) return refusal;
        if (!state.IsLive) return UnwindMachine.Reject(UnknownUnwind, null, $"'{state.Owner}' has no unwind");
        if (state.Status == UnwindStatus.Covering) return UnwindMachine.Misplaced(state);
        if (state.LiveLegs.Any()) return UnwindMachine.Reject(LegsLive, null, $"{state.LiveLegs.Count()} legs are still with their queues");
        if (figures.Inputs.MarketSeq <= state.MarketSeq) return Decision.Duplicate();
        if (EvidenceRules.Weakness(state.Rules, figures, turn) is { } weakness) return UnwindMachine.Reject(weakness.Rejection, "figures", weakness.Detail);
        return IsRecovered(state, figures) ? Recover(state, figures, turn.NowMs) : Go(state, figures, turn.NowMs);
    }

    /// <summary>The next wave of a step, if the leg that was settled was the last of the wave before.</summary>
    /// <param name="state">The leg is settled in it.</param>
    /// <param name="settled">The leg.</param>
    public static (UnwindEvent Issued, ImmutableArray<UnwindEffect> Orders)? Next(UnwindState state, UnwindLeg settled)
    {
        if (state.Status != UnwindStatus.Running || state.Plan!.Version != settled.PlanVersion) return null;
        if (state.LiveLegs.Any(leg => leg.Value.Step == settled.Step) || state.Plan.Steps[settled.Step].Wave(settled.Leg.Wave + 1).IsEmpty) return null;
        var (issued, orders) = Issue(state, settled.Step, settled.Leg.Wave + 1);
        return (issued, [.. orders]);
    }

    /// <summary>True when equity covers the buffer margin, maintenance margin x (1 + buffer share).</summary>
    public static bool IsRecovered(UnwindState state, PortfolioFigures figures) => figures.EquityUsd >= 0 && figures.EquityUsd >= figures.MaintenanceMarginUsd * (1 + state.Rules.BufferShare);

    private static Decision Recover(UnwindState state, PortfolioFigures figures, long nowMs)
    {
        var (ended, told) = UnwindMachine.End(state, UnwindStatus.Recovered, "equity covers the buffer margin", nowMs);
        return Decision.Accept([new UnwindEvent.FiguresReported(figures, state.Setbacks), ended], [told]);
    }

    private static Decision Go(UnwindState state, PortfolioFigures figures, long nowMs)
    {
        var hasStepped = state.Status == UnwindStatus.Running;
        var isSetback = hasStepped && figures.InitialMarginUsd >= state.RequirementUsd;
        var reported = new UnwindEvent.FiguresReported(figures, state.Setbacks + (isSetback ? 1 : 0));
        var next = UnwindMachine.Apply(state, reported);
        if (!hasStepped) return Decision.Accept(reported);
        if (next.Setbacks >= state.Rules.MaxSetbacks) return Decision.Accept([reported, new UnwindEvent.UnwindStopped($"the requirement was not lower after {next.Setbacks} steps", nowMs)]);
        if (next.SpentCostUsd > next.CostBudgetUsd) return Decision.Accept([reported, new UnwindEvent.UnwindStopped($"{next.SpentCostUsd} USD are spent of {next.CostBudgetUsd}", nowMs)]);
        if (isSetback) return Decision.Accept([reported, new UnwindEvent.PlanDropped("the requirement did not fall")]);
        if (next.IssuedSteps >= next.Plan!.Steps.Length) return Decision.Accept([reported, new UnwindEvent.PlanDropped("all steps are done and the buffer margin is not reached")]);
        var (events, effects) = Issue(next);
        return Decision.Accept([reported, .. events], effects);
    }

    private static (ImmutableArray<UnwindEvent> Events, ImmutableArray<UnwindEffect> Effects) Issue(UnwindState state)
    {
        var (at, events, effects) = (state, new List<UnwindEvent>(), new List<UnwindEffect>());
        do
        {
            var (issued, orders) = Issue(at, at.IssuedSteps, wave: 0);
            effects.AddRange(orders);
            events.Add(issued);
            at = UnwindMachine.Apply(at, issued);
        }
        while (at.IssuedSteps < at.Plan!.Steps.Length && at.Plan.Steps[at.IssuedSteps].IsIndependent);

        return ([.. events], [.. effects]);
    }

    private static (UnwindEvent Issued, IEnumerable<UnwindEffect> Orders) Issue(UnwindState state, int step, int wave) =>
        (new UnwindEvent.StepIssued(step, state.LastLegId + 1, wave),
        state.Plan!.Steps[step].Wave(wave).Select((leg, i) => (UnwindEffect)new UnwindEffect.Enqueue(leg.Venue(), Order(state, leg, state.LastLegId + 1 + i))));

    private static LiquidationOrder Order(UnwindState state, PlanLeg leg, long legId)
    {
        var figures = state.Breach!.Figures;
        var shortfallUsd = Math.Clamp(figures.MaintenanceMarginUsd - figures.EquityUsd, 0, DecimalBounds.MaxUsd);
        return new(
            state.Owner, state.UnwindId, legId, leg.Account, leg.Instrument, leg.Quantity, leg.LimitPrice, leg.MarkPrice, leg.LastTradePrice,
            shortfallUsd, state.Rules.LegLifetimeMs, leg.Mode, leg.Dutch, leg.Sealed);
    }
}
