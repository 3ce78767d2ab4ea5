using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>Plans the unwind of an owner's book across its venues: which legs, in which order and size, so that it lands on its buffer margin at little cost (MODEL SYS-2).</summary>
/// <remarks>
/// Deterministic: the same book, market and rules give the same plan to the last bit. A plan is made for the market it was made in; fills and moves call for a new one. Costs
/// a few dozen figures of the portfolio a step. Two plans are made, one greedy from the start and one that first goes straight towards the cheapest continuous unwind; the cheaper is
/// answered. It need not be the cheapest there is: <see cref="UnwindPlan.BestPossibleUsd"/> says how far off it can be at most.
/// </remarks>
public static class UnwindPlanner
{
    /// <summary>Steps beyond a few for each lot and order: the rest is then closed whole.</summary>
    private const int StepsPerLot = 8;

    /// <summary>A plan over all venues as one book: every step lowers the owner's initial margin, and no step raises the net coins of any underlying.</summary>
    /// <param name="context">Model, scenarios, market.</param>
    /// <param name="request">Whose book, and where it trades.</param>
    /// <exception cref="UnpricedInstrumentException">A position has no price in the market.</exception>
    /// <exception cref="ArgumentException">A value outside its range, or a market that is missing.</exception>
    public static UnwindPlan Plan(MarginContext context, UnwindRequest request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        using var margin = context.Open(request.Accounts);
        return Plan(context, margin, request);
    }

    /// <summary>The same, with instruments that are priced already.</summary>
    /// <param name="context">Model, scenarios, market.</param>
    /// <param name="margin">Has taken the context's market, and knows every instrument of the book.</param>
    /// <param name="request">Whose book, and where it trades.</param>
    /// <exception cref="UnpricedInstrumentException">A position has no price in the market.</exception>
    /// <exception cref="ArgumentException">A value outside its range, or a market that is missing.</exception>
    public static UnwindPlan Plan(MarginContext context, PortfolioMargin margin, UnwindRequest request)
    {
        var greedy = new Run(context, margin, request);
        var plan = greedy.Joint([]);
        if (plan.Status != UnwindPlanStatus.Recovers || greedy.Near.IsEmpty) return plan;
        var near = new Run(context, margin, request).Joint(greedy.Near);
        return near.Status == UnwindPlanStatus.Recovers && near.Cost.TotalUsd < plan.Cost.TotalUsd ? near : plan;
    }

    /// <summary>
    /// What venues do that do not see one another: each in turn closes what lowers the requirement of its own lots best, and the next one follows only when nothing is left
    /// there. It starts from the same book and ends at the same buffer margin of the whole owner; it is what a plan over all venues is held against.
    /// </summary>
    /// <remarks>Venues go by falling requirement of their own lots. A step lowers that requirement, and may raise the owner's: it takes hedges apart.</remarks>
    /// <param name="context">Model, scenarios, market.</param>
    /// <param name="margin">Has taken the context's market, and knows every instrument of the book.</param>
    /// <param name="request">Whose book, and where it trades.</param>
    /// <exception cref="UnpricedInstrumentException">A position has no price in the market.</exception>
    /// <exception cref="ArgumentException">A value outside its range, or a market that is missing.</exception>
    public static UnwindPlan PlanVenueByVenue(MarginContext context, PortfolioMargin margin, UnwindRequest request) => new Run(context, margin, request).VenueByVenue();

    private sealed class Run
    {
        private readonly UnwindRequest request;
        private readonly UnwindLots lots;
        private readonly UnwindBooks books;
        private readonly UnwindSearch search;
        private readonly MarginFigure before;
        private readonly double? partUsd;
        private readonly double allUsd;

        public Run(MarginContext context, PortfolioMargin margin, UnwindRequest request)
        {
            ArgumentNullException.ThrowIfNull(context);
            ArgumentNullException.ThrowIfNull(margin);
            ArgumentNullException.ThrowIfNull(request);
            request.Check();
            this.request = request;
            var rules = context.Model.Requirement;
            books = new(rules.Unwind?.Rule, request.Books, underlying => context.Market.FirstOrDefault(item => item.Underlying == underlying) is { } snapshot ? rules.Unwind?.MarketOf(snapshot) : null);
            lots = new(margin, request, books);
            search = new(margin, lots, books, request.BufferShare);
            before = search.Now;
            if (search.IsRecovered) return;
            var bound = new UnwindCostBound(lots, books, before, rules, request.BufferShare);
            allUsd = bound.AllUsd;
            if (bound.Parts() is var (usd, near)) (partUsd, Near) = (usd, near);
        }

        /// <summary>The trades that come near the least cost there can be; they need not land.</summary>
        public ImmutableArray<UnwindTrade> Near { get; } = [];

        /// <summary>Goes along some trades first, as far as they may be made.</summary>
        public UnwindPlan Joint(ImmutableArray<UnwindTrade> first) => Plan(() =>
        {
            search.Follow(first);
            Close(venue: null);
        });

        public UnwindPlan VenueByVenue() => Plan(() =>
        {
            var venues = request.Accounts.Select(account => account.Venue).Distinct()
                .OrderByDescending(venue => lots.VenueFigure([], 0, venue).InitialMarginUsd).ThenBy(venue => venue, StringComparer.Ordinal);
            foreach (var venue in venues.ToList()) Close(venue);
        });

        private void Close(string? venue)
        {
            // Nothing of a book whose equity is gone can stand on a buffer margin.
            if (before.EquityUsd > 0) search.CloseParts(venue, MostSteps());
            search.CloseWhole(venue);
        }

        private UnwindPlan Plan(Action close)
        {
            var isAbove = search.IsRecovered;
            if (!isAbove) close();
            var isFlat = Enumerable.Range(0, lots.Lots.Length).All(number => lots.Units(number) == 0);
            var status = isAbove ? UnwindPlanStatus.Above
                : isFlat ? UnwindPlanStatus.Full
                : search.IsRecovered ? UnwindPlanStatus.Recovers
                : UnwindPlanStatus.NoStepLowers;
            var bestUsd = isAbove ? 0 : status == UnwindPlanStatus.Recovers ? partUsd ?? 0 : allUsd;
            return new(request.Owner, request.BufferShare, status, before, search.Steps, bestUsd, lots.Accounts());
        }

        private int MostSteps()
        {
            UnwindTrade[] all = [.. lots.Lots.Select((lot, number) => new UnwindTrade(number, -lots.Units(number)))];
            return (int)Math.Min(10_000, StepsPerLot * (all.Length + Math.Ceiling(books.OrderCount(lots, all))));
        }
    }
}
