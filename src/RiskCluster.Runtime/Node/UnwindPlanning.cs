using System.Collections.Immutable;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Unwinding;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>Makes plans in the markets and by the model of the last margin cycle, with arrays of their own: beside the cycle, on whichever thread asks.</summary>
/// <param name="venueBooks">What the venues offer in a cycle's markets.</param>
internal sealed class UnwindPlanning(Func<BoardView, ImmutableArray<VenueBook>> venueBooks)
{
    private volatile ViewMarks? marks;

    /// <summary>A plan for the book as it is, and its message; the message is null when no step can be taken.</summary>
    /// <exception cref="UnpricedInstrumentException">A position has no price in the market.</exception>
    public (UnwindPlanStatus Status, Core.Unwinds.UnwindPlan? Message) Plan(UnwindState unwind, OwnerBook book, BoardView view)
    {
        var context = view.Context;
        var accounts = book.Portfolios();
        using var margin = context.Open(accounts);
        var request = new UnwindRequest(unwind.Owner, accounts, (double)unwind.Rules.BufferShare) { Books = venueBooks(view), HaltedVenues = book.HaltedVenues };
        var plan = UnwindPlanner.Plan(context, margin, request);
        var message = plan.Steps.IsEmpty ? null : PlanMessage.Of(unwind, plan, book, context, margin, view.Inputs(book.Accounts.Max(account => account.Seq)));
        return (plan.Status, message is { Steps.IsEmpty: true } ? null : message);
    }

    /// <summary>The first live leg that nobody can fill any more, because the mark itself is beyond its limit; null when there is none.</summary>
    public UnwindLeg? Overtaken(UnwindState unwind, BoardView view)
    {
        var known = marks is { } these && these.IsOf(view) ? these : marks = new(view);
        // A leg without a price now is the evidence's business.
        return unwind.LiveLegs.Select(leg => leg.Value).FirstOrDefault(leg =>
            known.Of(leg.Leg.Instrument) is { } mark && (leg.Leg.Quantity < 0 ? mark < leg.Leg.LimitPrice : mark > leg.Leg.LimitPrice));
    }
}
