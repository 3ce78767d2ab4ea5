namespace RiskCluster.Runtime.Simulation;

/// <summary>What can be switched off in the simulation, to see that the simulation finds it missing.</summary>
public enum Guard
{
    /// <summary>Nothing: the product as it is.</summary>
    None,

    /// <summary>An append is confirmed when it is durable, not when it has arrived.</summary>
    DurableBeforeAck,

    /// <summary>A writer that was fenced acknowledges nothing.</summary>
    FencedMeansRefused,

    /// <summary>An unknown outcome is not taken for success.</summary>
    UnknownIsNotSuccess,

    /// <summary>The journal compares the writer's epoch.</summary>
    EpochCheck,

    /// <summary>An append of unknown outcome is not sent again blindly.</summary>
    NoBlindRetry,

    /// <summary>The inbox recognises redelivery.</summary>
    Inbox,

    /// <summary>A snapshot holds the inbox.</summary>
    InboxInSnapshot,

    /// <summary>A fenced read asks the journal.</summary>
    FencedRead,

    /// <summary>Effects leave when their event is durable.</summary>
    EffectsAfterDurable,

    /// <summary>The delivery mark follows delivery.</summary>
    MarkAfterDelivery,

    /// <summary>What was not delivered is told again.</summary>
    Redelivery,

    /// <summary>An effect keeps its identity when it is told again.</summary>
    EffectIdentity,

    /// <summary>Updates are applied without a gap.</summary>
    UpdateGap,

    /// <summary>A message that has expired is refused.</summary>
    Expiry,

    /// <summary>Margin that an order has taken is not spent again.</summary>
    Reservation,

    /// <summary>No order takes margin on a stale market.</summary>
    FreshMarket,

    /// <summary>An account is let go only when both sides are covered.</summary>
    UnlinkMargin,

    /// <summary>One source alone does not make the price.</summary>
    SourceQuorum,

    /// <summary>Old observations do not make a price.</summary>
    ObservationAge,

    /// <summary>An update of an epoch that a snapshot has closed is refused.</summary>
    SnapshotEpoch,

    /// <summary>Older collateral does not replace newer.</summary>
    CollateralOrder,

    /// <summary>An order keeps its margin until its time is over.</summary>
    ReservationTime,

    /// <summary>Nobody approves his own proposal.</summary>
    OwnProposal,

    /// <summary>An approval is for the text that the governor has read, in place of the one that he knew to be active.</summary>
    ApprovalText,

    /// <summary>An approval counts for a time only.</summary>
    ApprovalAge,

    /// <summary>One approval alone puts nothing in force.</summary>
    ApprovalQuorum,

    /// <summary>What loosens waits.</summary>
    Timelock,

    /// <summary>One governor undoes the newest version only soon after it came into force.</summary>
    RollbackWindow,

    /// <summary>Every process margins with the model that is in force now.</summary>
    OneModel,
}
