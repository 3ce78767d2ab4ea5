namespace RiskCluster.Core.Markets;

/// <summary>Why a market refuses. Declared in the order of the checks: the first that applies is the answer.</summary>
public enum MarketDataRejection
{
    /// <summary>Nobody of that name is registered.</summary>
    UnknownSource,

    /// <summary>Verified by another key than the registered one.</summary>
    WrongKey,

    /// <summary>The source signs what it says, and this carries no signature of its key over this observation of this underlying.</summary>
    BadSignature,

    /// <summary>The source is suspended.</summary>
    SourceSuspended,

    /// <summary>A higher sequence of the source was accepted.</summary>
    LateSequence,

    /// <summary>Published before the source's last accepted observation, though numbered after it.</summary>
    PublishTimeReversed,

    /// <summary>Published in the future.</summary>
    TooFarAhead,

    /// <summary>Older than observations may be.</summary>
    TooOld,

    /// <summary>A value that makes no sense.</summary>
    BadValue,

    /// <summary>At or beyond the bounds of the price: a feed stuck at its floor or ceiling.</summary>
    OutOfBounds,

    /// <summary>Too far from the last consensus.</summary>
    Spike,

    /// <summary>A bid above its ask.</summary>
    Crossed,

    /// <summary>The rules have a number outside its bounds.</summary>
    BadRules,

    /// <summary>A name, key or weight that makes no sense.</summary>
    BadSource,

    /// <summary>No settlement of that expiry waits for a price.</summary>
    NothingToSettle,

    /// <summary>A settlement price that makes no sense.</summary>
    BadSettlementPrice,
}
