using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Parameters;

/// <summary>What governance has done.</summary>
/// <param name="AtMs">Time of the turn.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Established), "established")]
[JsonDerivedType(typeof(Proposed), "proposed")]
[JsonDerivedType(typeof(ApprovalGiven), "approval_given")]
[JsonDerivedType(typeof(QuorumReached), "quorum_reached")]
[JsonDerivedType(typeof(ObjectionRaised), "objection_raised")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Expired), "expired")]
[JsonDerivedType(typeof(ImpactRequested), "impact_requested")]
[JsonDerivedType(typeof(ImpactRecorded), "impact_recorded")]
[JsonDerivedType(typeof(Activated), "activated")]
[JsonDerivedType(typeof(RolledBack), "rolled_back")]
[JsonDerivedType(typeof(Frozen), "frozen")]
[JsonDerivedType(typeof(UnfreezeAgreed), "unfreeze_agreed")]
[JsonDerivedType(typeof(Unfrozen), "unfrozen")]
public abstract record RiskParametersEvent(long AtMs)
{
    /// <summary>The model has its first version and its charter.</summary>
    public sealed record Established(string Document, string Hash, Charter Charter, string CharterHash, string By, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>There is a new version.</summary>
    public sealed record Proposed(long Number, VersionKind Kind, string Document, string Hash, string BaseHash, ImmutableArray<ParameterChange> Changes, string By, long ExpiresAtMs, long AtMs)
        : RiskParametersEvent(AtMs);

    /// <summary>A governor consents.</summary>
    public sealed record ApprovalGiven(long Number, Approval Approval, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>Enough governors consent; it may come into force at that time.</summary>
    public sealed record QuorumReached(long Number, long DueAtMs, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>A governor objects.</summary>
    public sealed record ObjectionRaised(long Number, string Reason, string By, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>The quorum is out of reach, or the proposer took it back.</summary>
    public sealed record Rejected(long Number, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>Not activated in time.</summary>
    public sealed record Expired(long Number, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>A run on the live book was asked for.</summary>
    public sealed record ImpactRequested(long Number, string By, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>A run on the live book was made.</summary>
    public sealed record ImpactRecorded(long Number, string Hash, string BaseHash, ImpactReport Report, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>A version is in force.</summary>
    /// <param name="Number">Which.</param>
    /// <param name="Hash">Of its document.</param>
    /// <param name="Overridden">True when the higher quorum lifted the caps.</param>
    /// <param name="By">Who activated it.</param>
    /// <param name="AtMs">When.</param>
    public sealed record Activated(long Number, string Hash, bool Overridden, string By, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>An earlier document is in force again, as a new version.</summary>
    public sealed record RolledBack(long Number, long ToNumber, string Hash, string Reason, string By, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>Activations are stopped.</summary>
    public sealed record Frozen(string Reason, string By, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>A governor agrees to go on.</summary>
    public sealed record UnfreezeAgreed(string By, long AtMs) : RiskParametersEvent(AtMs);

    /// <summary>Activations go on.</summary>
    public sealed record Unfrozen(long AtMs) : RiskParametersEvent(AtMs);
}
