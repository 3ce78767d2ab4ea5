using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Parameters;

/// <summary>The versions of one margin model, and who governs them.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Charter">Who governs, within which limits; null before the model is established.</param>
/// <param name="CharterHash">Of the charter; empty before.</param>
/// <param name="Active">What is in force; null before the model is established.</param>
/// <param name="Versions">By rising number; closed ones are forgotten after the newest <see cref="MostVersions"/>, the journal keeps them.</param>
/// <param name="LastNumber">Number of the newest version.</param>
/// <param name="FrozenBy">The governor who froze activations; null when nobody has.</param>
/// <param name="UnfreezeAgreed">Governors who agree to go on, by name.</param>
/// <param name="LastAtMs">Time of the newest event.</param>
public sealed record RiskParametersState(
    string Model,
    Charter? Charter,
    string CharterHash,
    ActiveParameters? Active,
    ImmutableArray<ParameterVersion> Versions,
    long LastNumber,
    string? FrozenBy,
    ImmutableArray<string> UnfreezeAgreed,
    long LastAtMs)
{
    /// <summary>So many versions are remembered.</summary>
    public const int MostVersions = 200;

    /// <summary>A version; null when there is none of that number.</summary>
    public ParameterVersion? Find(long number) => Versions.FirstOrDefault(version => version.Number == number);

    /// <summary>The version in force; null before the model is established.</summary>
    [JsonIgnore]
    public ParameterVersion? ActiveVersion => Active is null ? null : Find(Active.Version);

    /// <summary>Hash of what a version of that kind would replace.</summary>
    public string ActiveHash(VersionKind kind) => kind == VersionKind.Model ? Active?.Hash ?? "" : CharterHash;

    /// <summary>Governors other than the proposer whose consent still counts: present, unexpired, to this very text in place of what is active now.</summary>
    public int ValidApprovals(ParameterVersion version, long nowMs) =>
        version.Approvals.Count(approval =>
            Charter!.Governors.Contains(approval.Governor)
            && approval.Governor != version.Proposer
            && approval.Hash == version.Hash
            && approval.BaseHash == ActiveHash(version.Kind)
            && nowMs - approval.AtMs <= Charter.ApprovalTtlMs);

    /// <summary>When a version may come into force; null before it is approved.</summary>
    public long? DueAtMs(ParameterVersion version) => version.ApprovedAtMs + (version.Loosens ? Charter!.TimelockMs : 0);

    /// <summary>The document that was in force when the epoch of a time began; the first one when none was.</summary>
    public string EpochDocument(long nowMs)
    {
        var start = nowMs - nowMs % Charter!.EpochMs;
        var once = Versions.Where(version => version is { Kind: VersionKind.Model, ActivatedAtMs: not null }).OrderBy(version => version.ActivatedAtMs).ThenBy(version => version.Number).ToList();
        return (once.LastOrDefault(version => version.ActivatedAtMs < start) ?? once[0]).Document;
    }
}
