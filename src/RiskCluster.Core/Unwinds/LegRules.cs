using RiskCluster.Core.Turns;
using static RiskCluster.Core.Unwinds.UnwindRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;

namespace RiskCluster.Core.Unwinds;

/// <summary>What queues report of legs. Fills are facts: they count in every state of the unwind, each once, and never add up to more than the leg.</summary>
internal static class LegRules
{
    private const int UsdScale = 6;

    public static Decision Fill(UnwindState state, UnwindCommand.FillLeg fill)
    {
        if (Find(state, fill.UnwindId, fill.LegId, out var leg) is { } missing) return missing;
        if (leg.Fills.TryGetValue(fill.FillId, out var known))
            return known == fill.Quantity ? Decision.Duplicate() : UnwindMachine.Reject(FillDiffers, "fill_id", $"fill '{fill.FillId}' of leg {fill.LegId} stands for {known}");
        var left = leg.Leg.Quantity - leg.FilledQuantity;
        if (leg.Status != LegStatus.Issued || fill.Quantity == 0 || fill.Quantity > 0 != left > 0 || Math.Abs(fill.Quantity) > Math.Abs(left))
            return UnwindMachine.Reject(FillTooLarge, "quantity", $"a fill of {fill.Quantity}, and {left} are left of leg {fill.LegId}, which is {Reasons.Of(leg.Status)}");
        var costUsd = (fill.Price - leg.Leg.MarkPrice) * fill.Quantity * leg.Leg.UsdPerPoint;
        var notionalUsd = leg.Leg.NotionalUsd * (fill.Quantity / leg.Leg.Quantity);
        return Decision.Accept(new UnwindEvent.LegFilled(fill.LegId, fill.FillId, fill.Quantity, fill.Price, Up(costUsd), Up(notionalUsd)));
    }

    public static Decision Close(UnwindState state, UnwindCommand.CloseLeg close)
    {
        if (Find(state, close.UnwindId, close.LegId, out var leg) is { } missing) return missing;
        if (leg.Status != LegStatus.Issued) return Decision.Duplicate();
        if (close.Status == LegStatus.Issued) return UnwindMachine.Reject(LegBounds, "status", $"leg {close.LegId} cannot end as issued");
        if (close.FilledQuantity != leg.FilledQuantity)
            return UnwindMachine.Reject(FillsMissing, "filled_quantity", $"{close.FilledQuantity} of leg {close.LegId} were traded, and fills of {leg.FilledQuantity} have come");
        var closed = new UnwindEvent.LegClosed(close.LegId, close.Status);
        if (state.Status == UnwindStatus.Running && close.Status != LegStatus.Settled)
            return Decision.Accept([closed, new UnwindEvent.PlanDropped($"leg {close.LegId} is {Reasons.Of(close.Status)} with {leg.FilledQuantity} of {leg.Leg.Quantity} traded")], Others(state, close.LegId));
        return close.Status == LegStatus.Settled && StepRules.Next(UnwindMachine.Apply(state, closed), leg) is var (issued, orders)
            ? Decision.Accept([closed, issued], orders)
            : Decision.Accept(closed);
    }

    // Its hedge must not stay behind: the legs that are still out come back too, and the next plan takes what was traded as it is.
    private static System.Collections.Immutable.ImmutableArray<UnwindEffect> Others(UnwindState state, long legId) =>
        [.. UnwindMachine.Withdrawals(state).Where(effect => effect is not UnwindEffect.Withdraw withdraw || withdraw.LegId != legId)];

    private static Decision? Find(UnwindState state, long unwindId, long legId, out UnwindLeg leg)
    {
        leg = state.Legs.GetValueOrDefault(UnwindState.LegKey(legId))!;
        if (leg is null && unwindId < state.UnwindId) return Decision.Duplicate();
        if (unwindId > state.UnwindId) return UnwindMachine.Reject(UnknownUnwind, "unwind_id", $"unwind {unwindId} of '{state.Owner}' has not begun");
        return leg is null ? UnwindMachine.Reject(UnknownLeg, "leg_id", $"unwind {unwindId} of '{state.Owner}' has no leg {legId}") : null;
    }

    private static decimal Up(decimal usd) => DecimalBounds.Plain(decimal.Round(usd, UsdScale, MidpointRounding.ToPositiveInfinity));
}
