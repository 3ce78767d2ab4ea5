using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Parameters;

/// <summary>One version with its way through governance.</summary>
/// <param name="Number">Rises by one with each proposal and rollback.</param>
/// <param name="Kind">Model or charter.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Document">Canonical JSON, complete: numbers that belong together change together or not at all.</param>
/// <param name="Hash">SHA-256 of the document.</param>
/// <param name="BaseHash">Of the version that was active when it was proposed.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="ProposedAtMs">When.</param>
/// <param name="ExpiresAtMs">It must be activated before then.</param>
/// <param name="Changes">Against the version that was active.</param>
/// <param name="Approvals">Consents, the latest of each governor, by name.</param>
/// <param name="Objectors">Governors against it, by name.</param>
/// <param name="ApprovedAtMs">When the quorum was reached; null before.</param>
/// <param name="Impact">The newest run on the live book; null before the first.</param>
/// <param name="ActivatedAtMs">When it came into force; null when it has not.</param>
/// <param name="RollbackOf">The version whose document it brings back; null when it is a proposal.</param>
public sealed record ParameterVersion(
    long Number,
    VersionKind Kind,
    VersionStatus Status,
    string Document,
    string Hash,
    string BaseHash,
    string Proposer,
    long ProposedAtMs,
    long ExpiresAtMs,
    ImmutableArray<ParameterChange> Changes,
    ImmutableArray<Approval> Approvals,
    ImmutableArray<string> Objectors,
    long? ApprovedAtMs = null,
    RecordedImpact? Impact = null,
    long? ActivatedAtMs = null,
    long? RollbackOf = null)
{
    /// <summary>True while it may still come into force.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is VersionStatus.Proposed or VersionStatus.Approved or VersionStatus.Scheduled;

    /// <summary>True when the timelock applies: a charter, a value that may lower requirements, or a run on the live book that found them lower.</summary>
    [JsonIgnore]
    public bool Loosens =>
        Kind == VersionKind.Charter
        || Changes.Any(change => change.Effect == ChangeEffect.Loosens)
        || (Impact is { } impact && impact.Report.InitialMarginAfter < impact.Report.InitialMarginBefore);
}
