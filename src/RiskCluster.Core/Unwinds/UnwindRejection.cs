namespace RiskCluster.Core.Unwinds;

/// <summary>Why an unwind refuses, in the order in which it looks.</summary>
public enum UnwindRejection
{
    /// <summary>A governed value leaves its bounds.</summary>
    RulesBounds,

    /// <summary>The reason is not plain text.</summary>
    ReasonNotPlain,

    /// <summary>Whoever acts is not named by the rule of sources.</summary>
    ActorNotAName,

    /// <summary>A figure is beyond 1e18, a requirement is negative, or maintenance margin exceeds initial margin.</summary>
    FigureBounds,

    /// <summary>Equity covers the maintenance margin: there is nothing to unwind.</summary>
    NotBreached,

    /// <summary>There is no such unwind, or it is over.</summary>
    UnknownUnwind,

    /// <summary>There is no such leg.</summary>
    UnknownLeg,

    /// <summary>The unwind is held.</summary>
    Held,

    /// <summary>The unwind stands where this has no place.</summary>
    WrongStatus,

    /// <summary>Legs are still with their queues.</summary>
    LegsLive,

    /// <summary>The plan's version is not the one after the newest.</summary>
    PlanVersion,

    /// <summary>The owner may still help itself.</summary>
    GraceRunning,

    /// <summary>The evidence does not carry a liquidation: stale, halted, few sources, deviation, few confirmations.</summary>
    EvidenceWeak,

    /// <summary>Computed too long ago to be acted on.</summary>
    EvidenceExpired,

    /// <summary>Not 1 to 64 steps of 1 to 16 legs.</summary>
    StepCount,

    /// <summary>A leg names no account, trades nothing, or has a value out of bounds.</summary>
    LegBounds,

    /// <summary>A step does not lower the requirement.</summary>
    StepNotLower,

    /// <summary>The unwind would cost more than it may.</summary>
    CostBudget,

    /// <summary>The unwind would move more than it may.</summary>
    NotionalBudget,

    /// <summary>The unwind has had as many plans as it may.</summary>
    TooManyPlans,

    /// <summary>The fill id stands for another quantity.</summary>
    FillDiffers,

    /// <summary>The fill is of the other sign, or more than is left of the leg.</summary>
    FillTooLarge,

    /// <summary>The fills of the leg do not add up to what was traded.</summary>
    FillsMissing,

    /// <summary>Equity is not negative: there is no shortfall.</summary>
    NoShortfall,

    /// <summary>A venue is named twice or not by the rule of names, or what is left on the venues does not add up to the equity.</summary>
    VenuesDoNotAddUp,

    /// <summary>No loss on that venue waits for this.</summary>
    UnknownLoss,

    /// <summary>Below 0 or more than was asked for.</summary>
    GrantBounds,

    /// <summary>More than 10,000 sharers, one twice, one elsewhere, or a basis or leverage out of bounds.</summary>
    SharerBounds,
}
