using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Unwinding;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>What an unwind waits for, and the command that gives it: a plan, figures, a pause or its end, the waterfall, a new plan.</summary>
internal sealed class UnwindMoves(IActors actors, RiskBoard.RiskBoard board, UnwindPlanning planning)
{
    /// <summary>The name under which it acts.</summary>
    public const string Name = "unwind-desk";

    private static readonly string[] Hopeless =
    [
        .. new[]
        {
            UnwindRejection.StepCount, UnwindRejection.LegBounds, UnwindRejection.StepNotLower, UnwindRejection.CostBudget, UnwindRejection.NotionalBudget, UnwindRejection.TooManyPlans,
        }.Select(rejection => Reasons.Of(rejection)),
    ];

    /// <summary>True for a refusal of a plan that another plan of the same book would meet again: people decide.</summary>
    public static bool IsHopeless(Problem problem) => Hopeless.Contains(problem.Reason);

    /// <summary>The next command; null when there is nothing to do now.</summary>
    public async ValueTask<UnwindCommand?> Next(UnwindState unwind, PortfolioFigures figures, MarketEvidence? evidence, BoardView view, long nowMs, CancellationToken cancellation)
    {
        var isOut = unwind.LiveLegs.Any();
        if (figures.Status is FigureStatus.Stale or FigureStatus.Halted)
            return unwind.Status is UnwindStatus.AwaitingPlan or UnwindStatus.Running ? new UnwindCommand.Pause($"the market is {Reasons.Of(figures.Status)}", Name) : null;
        if (isOut) return unwind.Status == UnwindStatus.Running && view.MarketSeq > unwind.MarketSeq ? Replan(unwind, view) : null;
        if (nowMs - figures.Inputs.TimestampMs > unwind.Rules.MaxEvidenceAgeMs) return null;
        var book = await OwnerBook.Read(actors, unwind, cancellation);
        if (!book.HasAllFills) return null;
        var isNewer = figures.Inputs.MarketSeq > unwind.MarketSeq;
        if (unwind.Status == UnwindStatus.Running || HasRecovered(unwind, figures)) return isNewer ? new UnwindCommand.ReportFigures(figures) : null;
        return unwind.Status switch
        {
            UnwindStatus.Held => Resume(unwind, figures, evidence),
            UnwindStatus.AwaitingPlan when nowMs >= unwind.StartedAtMs + unwind.Rules.GraceMs => Plan(unwind, figures, book, view),
            UnwindStatus.Stopped when figures.EquityUsd < 0 => Cover(figures, book),
            _ => null,
        };
    }

    // What people hold, people resume.
    private static UnwindCommand.Resume? Resume(UnwindState unwind, PortfolioFigures figures, MarketEvidence? evidence)
    {
        if (unwind.HeldBy is not (null or Name) || evidence is null || evidence.Sources < unwind.Rules.MinSources || evidence.DeviationShare > unwind.Rules.MaxDeviationShare) return null;
        return new(new(figures, Math.Max(unwind.Breach!.Confirmations, unwind.Rules.MinConfirmations), evidence), Name);
    }

    private UnwindCommand.Replan? Replan(UnwindState unwind, BoardView view) =>
        planning.Overtaken(unwind, view) is { } leg ? new($"the mark of {leg.Leg.Instrument} is beyond the limit of its leg") : null;

    private UnwindCommand? Plan(UnwindState unwind, PortfolioFigures figures, OwnerBook book, BoardView view)
    {
        if (book.Accounts.All(account => account.Positions.IsEmpty)) return figures.EquityUsd < 0 ? Cover(figures, book) : null;
        var (status, message) = planning.Plan(unwind, book, view);
        if (message is not null) return new UnwindCommand.AcceptPlan(message);
        // On the buffer margin by a rounding's breadth: the next cycle says so.
        if (status == UnwindPlanStatus.Above) return null;
        return figures.EquityUsd < 0 ? Cover(figures, book) : new UnwindCommand.Stop("no step lowers the requirement");
    }

    private static bool HasRecovered(UnwindState unwind, PortfolioFigures figures) => figures.EquityUsd >= 0 && figures.EquityUsd >= figures.MaintenanceMarginUsd * (1 + unwind.Rules.BufferShare);

    // Accounts standing alone need not add up to the owner: what is left over counts where most is owed.
    private UnwindCommand.CoverShortfall Cover(PortfolioFigures figures, OwnerBook book)
    {
        var venues = book.Accounts.GroupBy(account => KeyName.VenueOf(account.Key))
            .Select(venue => new VenueEquity(venue.Key, venue.Sum(account => board.DecidingFigure(account.Key) is { Figure: { } figure } ? Risk.Margin.UsdRounding.Equity(figure.EquityUsd) : 0)))
            .OrderBy(venue => venue.EquityUsd).ThenBy(venue => venue.Venue, StringComparer.Ordinal).ToList();
        venues[0] = venues[0] with { EquityUsd = venues[0].EquityUsd + figures.EquityUsd - venues.Sum(venue => venue.EquityUsd) };
        return new(figures, [.. venues]);
    }
}
