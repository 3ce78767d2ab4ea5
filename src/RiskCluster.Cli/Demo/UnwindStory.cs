using RiskCluster.Core.Json;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Unwinds;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Demo;

/// <summary>One unwind as the journal tells it.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Before">The figures of the breach.</param>
internal sealed record UnwindStory(string Owner, PortfolioFigures Before)
{
    private readonly Dictionary<long, PlanLeg> legs = [];
    private readonly List<UnwindMoment> moments = [];

    /// <summary>How it ended; the status that it is left in where it has not.</summary>
    public UnwindStatus Outcome { get; private set; } = UnwindStatus.AwaitingPlan;

    /// <summary>The newest figures.</summary>
    public PortfolioFigures After { get; private set; } = Before;

    /// <summary>Plans that were accepted.</summary>
    public int Plans { get; private set; }

    /// <summary>Steps that were issued.</summary>
    public int Steps { get; private set; }

    /// <summary>What was moved, USD.</summary>
    public decimal MovedUsd { get; private set; }

    /// <summary>What trading cost against the marks, USD.</summary>
    public decimal CostUsd { get; private set; }

    /// <summary>What no plan for the book at the first plan's time costs less than, USD.</summary>
    public decimal BestPossibleUsd { get; private set; }

    /// <summary>What the waterfall had to cover, USD.</summary>
    public decimal DeficitUsd { get; private set; }

    /// <summary>Fills and figures in order.</summary>
    public IReadOnlyList<UnwindMoment> Moments => moments;

    /// <summary>Venues that it traded on.</summary>
    public int Venues => moments.Where(moment => moment.Leg is not null).Select(moment => moment.Leg!.Venue()).Distinct().Count();

    /// <summary>Fills of all legs.</summary>
    public int Fills => moments.Count(moment => moment.Leg is not null);

    /// <summary>All unwinds of the journal, by owner and order.</summary>
    public static async Task<List<UnwindStory>> ReadAll(IJournal journal)
    {
        var stories = new List<UnwindStory>();
        await foreach (var head in journal.Streams($"{Core.Turns.ActorKind.Unwind}:", CancellationToken.None))
        {
            UnwindStory? story = null;
            UnwindPlan? plan = null;
            await foreach (var record in journal.Read(head.Stream, 0, CancellationToken.None))
            {
                var change = CoreJson.Read<UnwindEvent>(record.Body);
                if (change is UnwindEvent.UnwindStarted started) stories.Add(story = new(head.Stream[(head.Stream.IndexOf(':', StringComparison.Ordinal) + 1)..], started.Evidence.Figures));
                if (change is UnwindEvent.PlanAccepted accepted) plan = accepted.Plan;
                story?.Tell(change, plan, record.AtMs);
            }
        }

        return [.. stories.OrderBy(story => story.Before.Inputs.TimestampMs).ThenBy(story => story.Owner, StringComparer.Ordinal)];
    }

    private void Tell(UnwindEvent change, UnwindPlan? plan, long atMs)
    {
        switch (change)
        {
            case UnwindEvent.UnwindStarted { HeldReason: not null }:
            case UnwindEvent.UnwindHeld:
                Outcome = UnwindStatus.Held;
                break;
            case UnwindEvent.PlanAccepted accepted:
                Outcome = UnwindStatus.Running;
                if (Plans++ == 0) BestPossibleUsd = accepted.Plan.BestPossibleUsd ?? 0;
                break;
            case UnwindEvent.StepIssued issued:
                if (issued.Wave == 0) Steps++;
                foreach (var (leg, number) in plan!.Steps[issued.Step].Wave(issued.Wave).Select((leg, number) => (leg, number))) legs[issued.FirstLegId + number] = leg;
                break;
            case UnwindEvent.LegFilled filled:
                CostUsd += filled.CostUsd;
                MovedUsd += filled.NotionalUsd;
                Place(new(atMs, Steps, filled.LegId, legs[filled.LegId], filled.Quantity, filled.Price, null));
                break;
            case UnwindEvent.FiguresReported reported:
                After = reported.Figures;
                moments.Add(new(atMs, Steps, 0, null, 0, 0, reported.Figures));
                break;
            case UnwindEvent.UnwindStopped:
                Outcome = UnwindStatus.Stopped;
                break;
            case UnwindEvent.WaterfallBegun begun:
                Outcome = UnwindStatus.Covering;
                After = begun.Figures;
                DeficitUsd = begun.Losses.Sum(item => item.Loss.DeficitUsd - item.Loss.BufferUsd);
                break;
            case UnwindEvent.UnwindEnded ended:
                Outcome = ended.Outcome;
                break;
        }
    }

    // Which venue's fill comes first within a moment is chance: they are told in the order of the legs.
    private void Place(UnwindMoment fill)
    {
        var at = moments.Count;
        while (at > 0 && moments[at - 1] is { Leg: not null } before && before.AtMs == fill.AtMs && before.LegId > fill.LegId) at--;
        moments.Insert(at, fill);
    }
}
