using System.Collections.Immutable;
using System.Security.Cryptography;
using RiskCluster.Core.Json;

namespace RiskCluster.Core.Parameters;

/// <summary>Who governs a model, and within which limits. A change of the charter is itself a proposal.</summary>
/// <param name="Governors">By name, no duplicates; 2 to 50.</param>
/// <param name="Threshold">So many governors other than the proposer must approve; at least 1.</param>
/// <param name="OverrideThreshold">So many lift the caps on breaches and changes; at least the threshold.</param>
/// <param name="TimelockMs">What loosens waits this long after it is approved; 0 to 365 days.</param>
/// <param name="ApprovalTtlMs">An approval counts this long; 1 minute to 365 days.</param>
/// <param name="ProposalTtlMs">A proposal stays open this long; 1 minute to 365 days.</param>
/// <param name="ImpactMaxAgeMs">A run on the live book counts this long; 1 second to 365 days.</param>
/// <param name="MaxBreachShare">The part of all owners that a change may push below maintenance; 0 to 1.</param>
/// <param name="MaxChange">The part by which a number may change within an epoch; above 0, at most 1e6.</param>
/// <param name="EpochMs">Length of an epoch; 1 minute to 365 days.</param>
/// <param name="RollbackWindowMs">How long after its activation one governor may undo a version; 0 to 365 days.</param>
public sealed record Charter(
    ImmutableArray<string> Governors,
    int Threshold,
    int OverrideThreshold,
    long TimelockMs,
    long ApprovalTtlMs,
    long ProposalTtlMs,
    long ImpactMaxAgeMs,
    decimal MaxBreachShare,
    decimal MaxChange,
    long EpochMs,
    long RollbackWindowMs)
{
    private const long Minute = 60_000;
    private const long Year = 365L * 1440 * Minute;
    private const int MostGovernors = 50;

    /// <summary>SHA-256 of the charter's JSON, 64 lower-case hexadecimal digits.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(CoreJson.Write(this)));

    /// <summary>The first value outside its bounds, with its rule; null when there is none.</summary>
    public (string Param, string Rule)? FirstFault()
    {
        if (Governors.Length is < 2 or > MostGovernors) return ("governors", "are 2 to 50");
        if (Governors.Any(string.IsNullOrWhiteSpace)) return ("governors", "have names");
        if (!Governors.SequenceEqual(Governors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))) return ("governors", "stand by name, none twice");
        if (Threshold < 1 || Threshold >= Governors.Length) return ("threshold", "is at least 1 and below the number of governors, as nobody approves his own proposal");
        if (OverrideThreshold < Threshold || OverrideThreshold >= Governors.Length) return ("override_threshold", "is at least the threshold and below the number of governors");
        if (TimelockMs is < 0 or > Year) return ("timelock_ms", "is within 0 and 365 days");
        if (ApprovalTtlMs is < Minute or > Year) return ("approval_ttl_ms", "is within 1 minute and 365 days");
        if (ProposalTtlMs is < Minute or > Year) return ("proposal_ttl_ms", "is within 1 minute and 365 days");
        if (ImpactMaxAgeMs is < 1000 or > Year) return ("impact_max_age_ms", "is within 1 second and 365 days");
        if (MaxBreachShare is < 0 or > 1) return ("max_breach_share", "is within 0 and 1");
        if (MaxChange is <= 0 or > 1_000_000) return ("max_change", "is above 0 and at most 1e6");
        if (EpochMs is < Minute or > Year) return ("epoch_ms", "is within 1 minute and 365 days");
        return RollbackWindowMs is < 0 or > Year ? ("rollback_window_ms", "is within 0 and 365 days") : null;
    }
}
