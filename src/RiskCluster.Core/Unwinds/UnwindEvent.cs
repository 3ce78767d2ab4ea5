using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Core.Portfolios;

namespace RiskCluster.Core.Unwinds;

/// <summary>What has happened to an unwind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RulesSet), "rules_set")]
[JsonDerivedType(typeof(UnwindStarted), "unwind_started")]
[JsonDerivedType(typeof(PlanAccepted), "plan_accepted")]
[JsonDerivedType(typeof(StepIssued), "step_issued")]
[JsonDerivedType(typeof(LegFilled), "leg_filled")]
[JsonDerivedType(typeof(LegClosed), "leg_closed")]
[JsonDerivedType(typeof(FiguresReported), "figures_reported")]
[JsonDerivedType(typeof(PlanDropped), "plan_dropped")]
[JsonDerivedType(typeof(UnwindHeld), "unwind_held")]
[JsonDerivedType(typeof(UnwindResumed), "unwind_resumed")]
[JsonDerivedType(typeof(UnwindStopped), "unwind_stopped")]
[JsonDerivedType(typeof(UnwindEnded), "unwind_ended")]
[JsonDerivedType(typeof(WaterfallBegun), "waterfall_begun")]
[JsonDerivedType(typeof(InsuranceReceived), "insurance_received")]
[JsonDerivedType(typeof(LossShared), "loss_shared")]
public abstract record UnwindEvent
{
    private UnwindEvent()
    {
    }

    /// <summary>The rules are these.</summary>
    public sealed record RulesSet(UnwindRules Rules, long Version) : UnwindEvent;

    /// <summary>An unwind has begun.</summary>
    /// <param name="UnwindId">Its number.</param>
    /// <param name="Evidence">Why.</param>
    /// <param name="HeldReason">Why it is held at once; null when the evidence carries it.</param>
    /// <param name="AtMs">When, unix milliseconds.</param>
    public sealed record UnwindStarted(long UnwindId, BreachEvidence Evidence, string? HeldReason, long AtMs) : UnwindEvent;

    /// <summary>These steps will be gone.</summary>
    public sealed record PlanAccepted(UnwindPlan Plan, decimal NotionalBudgetUsd, long AtMs) : UnwindEvent;

    /// <summary>The legs of a step, or of its next wave, are with their queues, numbered on from the first.</summary>
    public sealed record StepIssued(int Step, long FirstLegId, int Wave = 0) : UnwindEvent;

    /// <summary>Some of a leg is traded.</summary>
    public sealed record LegFilled(long LegId, string FillId, decimal Quantity, decimal Price, decimal CostUsd, decimal NotionalUsd) : UnwindEvent;

    /// <summary>A leg is over.</summary>
    public sealed record LegClosed(long LegId, LegStatus Status) : UnwindEvent;

    /// <summary>Where the owner stands after a step.</summary>
    public sealed record FiguresReported(PortfolioFigures Figures, int Setbacks) : UnwindEvent;

    /// <summary>The plan is no more; another one is needed.</summary>
    public sealed record PlanDropped(string Reason) : UnwindEvent;

    /// <summary>No leg is issued until it is resumed.</summary>
    public sealed record UnwindHeld(string Reason, string By, long AtMs) : UnwindEvent;

    /// <summary>It goes on.</summary>
    public sealed record UnwindResumed(BreachEvidence Evidence, string By, long AtMs) : UnwindEvent;

    /// <summary>It goes no further by itself.</summary>
    public sealed record UnwindStopped(string Reason, long AtMs) : UnwindEvent;

    /// <summary>It is over.</summary>
    /// <param name="Outcome">Recovered, bankrupt or aborted.</param>
    /// <param name="Reason">For people.</param>
    /// <param name="AtMs">When, unix milliseconds.</param>
    public sealed record UnwindEnded(UnwindStatus Outcome, string Reason, long AtMs) : UnwindEvent;

    /// <summary>The waterfall has begun.</summary>
    /// <param name="Figures">Where the owner stands.</param>
    /// <param name="Losses">By venue, what the owner's other equity covers and what each fund is asked for.</param>
    public sealed record WaterfallBegun(PortfolioFigures Figures, ImmutableArray<LossOfVenue> Losses) : UnwindEvent;

    /// <summary>A venue's insurance fund has paid.</summary>
    public sealed record InsuranceReceived(string Venue, decimal AmountUsd) : UnwindEvent;

    /// <summary>What the fund has left is shared.</summary>
    /// <param name="Venue">Which.</param>
    /// <param name="Rule">How.</param>
    /// <param name="Shares">By whom; their accounts are debited.</param>
    /// <param name="UnpaidUsd">What nobody pays: the venue's loss.</param>
    public sealed record LossShared(string Venue, LossRule Rule, ImmutableArray<LossShare> Shares, decimal UnpaidUsd) : UnwindEvent;
}
