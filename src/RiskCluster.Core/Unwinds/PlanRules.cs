using RiskCluster.Core.Turns;
using RiskCluster.Risk.Instruments;
using static RiskCluster.Core.Unwinds.UnwindRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;

namespace RiskCluster.Core.Unwinds;

/// <summary>Which plans an unwind accepts (MODEL SYS-2): each step lowers the requirement, and cost and notional stay within the budgets of the whole unwind, all its plans together.</summary>
internal static class PlanRules
{
    public static Decision Accept(UnwindState state, UnwindPlan plan, in Turn turn)
    {
        if (!state.IsLive || plan.UnwindId != state.UnwindId) return UnwindMachine.Reject(UnknownUnwind, "plan.unwind_id", $"unwind {plan.UnwindId} of '{state.Owner}' is over or has not begun");
        if (plan.Version == state.Plan?.Version && IsSame(plan, state.Plan)) return Decision.Duplicate();
        if (state.Status == UnwindStatus.Held) return UnwindMachine.Reject(Held, null, $"unwind {state.UnwindId} is held: {state.Reason}");
        if (state.Status != UnwindStatus.AwaitingPlan) return UnwindMachine.Misplaced(state);
        if (state.LiveLegs.Any()) return UnwindMachine.Reject(LegsLive, null, $"{state.LiveLegs.Count()} legs of the plan before are still with their queues");
        var expected = (state.Plan?.Version ?? 0) + 1;
        if (plan.Version != expected) return UnwindMachine.Reject(UnwindRejection.PlanVersion, "plan.version", $"plan {plan.Version} came, {expected} is next");
        if (turn.NowMs < state.StartedAtMs + state.Rules.GraceMs)
            return UnwindMachine.Reject(GraceRunning, null, $"the owner may help itself until {state.StartedAtMs + state.Rules.GraceMs}, now is {turn.NowMs}");
        if (EvidenceRules.Expiry(state.Rules, plan.Inputs, turn) is { } expired) return UnwindMachine.Reject(expired.Rejection, "plan.inputs", expired.Detail);
        return Malformed(plan) ?? NotLower(state, plan) ?? OverBudget(state, plan) ?? StepRules.Begin(state, plan, turn.NowMs);
    }

    /// <summary>What may be moved in all, USD.</summary>
    public static decimal NotionalBudgetUsd(UnwindState state, UnwindPlan plan) =>
        state.NotionalBudgetUsd > 0 ? state.NotionalBudgetUsd : plan.GrossNotionalUsd * state.Rules.MaxNotionalMultiple;

    // Arrays compare by identity, so plans are compared by their form.
    private static bool IsSame(UnwindPlan plan, UnwindPlan known) => Json.CoreJson.Write(plan).AsSpan().SequenceEqual(Json.CoreJson.Write(known));

    private static Decision? Malformed(UnwindPlan plan)
    {
        if (plan.Steps.Length is 0 or > UnwindPlan.MaxSteps) return UnwindMachine.Reject(StepCount, "plan.steps", $"{plan.Steps.Length} steps, 1 to {UnwindPlan.MaxSteps} are taken");
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            var legs = plan.Steps[i].Legs;
            if (legs.Length is 0 or > PlanStep.MaxLegs) return UnwindMachine.Reject(StepCount, "plan.steps", $"step {i + 1} has {legs.Length} legs, 1 to {PlanStep.MaxLegs} are taken");
            for (var leg = 0; leg < legs.Length; leg++)
            {
                var least = leg == 0 ? 0 : legs[leg - 1].Wave;
                if (legs[leg].Wave < least || legs[leg].Wave > (leg == 0 ? 0 : least + 1))
                    return UnwindMachine.Reject(LegBounds, "plan.steps", $"step {i + 1}: leg {leg + 1} is of wave {legs[leg].Wave}, and legs go wave by wave from 0");
            }

            foreach (var leg in legs)
                if (LegFault(leg) is { } fault) return UnwindMachine.Reject(LegBounds, "plan.steps", $"step {i + 1}, '{leg.Instrument}' of '{leg.Account}': {fault}");
        }

        return plan.GrossNotionalUsd is > 0 and <= DecimalBounds.MaxUsd ? null : UnwindMachine.Reject(LegBounds, "plan.gross_notional_usd", $"the gross notional {plan.GrossNotionalUsd} is not above 0 and at most 1e18 USD");
    }

    private static string? LegFault(PlanLeg leg)
    {
        if (!KeyName.IsValidAccount(leg.Account)) return "the account is not venue/account";
        if (!IsInstrument(leg.Instrument)) return "not the name of an instrument";
        if (leg.Quantity == 0 || !DecimalBounds.Holds(leg.Quantity, DecimalBounds.MaxQuantity)) return $"the quantity {leg.Quantity} is 0 or out of bounds";
        if (!DecimalBounds.IsPrice(leg.LimitPrice) || !DecimalBounds.IsPrice(leg.MarkPrice) || !DecimalBounds.IsPrice(leg.LastTradePrice)) return "a price is not from 1e-9 to 1e12";
        if (leg.UsdPerPoint is <= 0 or > DecimalBounds.MaxPrice) return $"{leg.UsdPerPoint} USD a point is not above 0 and at most 1e12";
        return leg.CostUsd is < 0 or > 1e15m || leg.NotionalUsd is < 0 or > 1e15m ? "cost or notional is not from 0 to 1e15 USD" : null;
    }

    private static bool IsInstrument(string name)
    {
        try
        {
            return InstrumentName.Parse(name) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Decision? NotLower(UnwindState state, UnwindPlan plan)
    {
        var beforeUsd = plan.RequirementUsd;
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            var afterUsd = plan.Steps[i].RequirementUsd;
            var isLower = state.Rules.MinFallShare == 0 ? afterUsd < beforeUsd : afterUsd <= beforeUsd * (1 - state.Rules.MinFallShare);
            if (!isLower || afterUsd < 0) return UnwindMachine.Reject(StepNotLower, "plan.steps", $"step {i + 1} would take the requirement from {beforeUsd} to {afterUsd} USD");
            beforeUsd = afterUsd;
        }

        return null;
    }

    private static Decision? OverBudget(UnwindState state, UnwindPlan plan)
    {
        var costUsd = Math.Max(0, state.SpentCostUsd) + plan.CostUsd();
        if (costUsd > state.CostBudgetUsd) return UnwindMachine.Reject(CostBudget, "plan", $"the unwind would cost {costUsd} USD, at most {state.CostBudgetUsd} it may");
        var (movedUsd, budgetUsd) = (state.MovedNotionalUsd + plan.NotionalUsd(), NotionalBudgetUsd(state, plan));
        if (movedUsd > budgetUsd) return UnwindMachine.Reject(NotionalBudget, "plan", $"the unwind would move {movedUsd} USD, at most {budgetUsd} it may");
        return plan.Version > state.Rules.MaxPlans ? UnwindMachine.Reject(TooManyPlans, "plan.version", $"the unwind has had {state.Rules.MaxPlans} plans") : null;
    }
}
