namespace RiskCluster.Contracts.Parameters;

/// <summary>A version on its way.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Status">proposed, approved, scheduled, active, superseded, rejected, expired.</param>
/// <param name="Hash">SHA-256 of its document: what an approval binds to.</param>
/// <param name="BaseHash">Of what it would replace.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="ProposedAt">Unix milliseconds.</param>
/// <param name="ExpiresAt">It must be active before.</param>
/// <param name="Loosens">True when the timelock applies.</param>
/// <param name="DueAt">From when it may come into force; left out before it is approved.</param>
/// <param name="Changes">Against what is in force.</param>
/// <param name="Approvals">Governors whose consent was given.</param>
/// <param name="ApprovalsNeeded">So many are still missing.</param>
/// <param name="Objectors">Governors against it.</param>
/// <param name="Impact">The run on the live book; left out before it is there.</param>
public sealed record ProposalDocument(
    long Number,
    string Status,
    string Hash,
    string BaseHash,
    string Proposer,
    long ProposedAt,
    long ExpiresAt,
    bool Loosens,
    long? DueAt,
    IReadOnlyList<ProposedChange> Changes,
    IReadOnlyList<string> Approvals,
    int ApprovalsNeeded,
    IReadOnlyList<string> Objectors,
    ImpactDocument? Impact);
