using System.Text.Json.Serialization;

namespace RiskCluster.Core.Parameters;

/// <summary>A proposed change of the charter.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AddGovernor), "add_governor")]
[JsonDerivedType(typeof(RemoveGovernor), "remove_governor")]
[JsonDerivedType(typeof(SetThreshold), "set_threshold")]
[JsonDerivedType(typeof(SetLimits), "set_limits")]
public abstract record CharterChange
{
    private CharterChange()
    {
    }

    /// <summary>The charter after the change; it may break a rule of its own.</summary>
    public abstract Charter ApplyTo(Charter charter);

    /// <summary>One governor more.</summary>
    public sealed record AddGovernor(string Governor) : CharterChange
    {
        /// <inheritdoc/>
        public override Charter ApplyTo(Charter charter) => charter with { Governors = [.. charter.Governors.Add(Governor).Order(StringComparer.Ordinal)] };
    }

    /// <summary>One governor less: his approvals count no more.</summary>
    public sealed record RemoveGovernor(string Governor) : CharterChange
    {
        /// <inheritdoc/>
        public override Charter ApplyTo(Charter charter) => charter with { Governors = charter.Governors.Remove(Governor) };
    }

    /// <summary>Other quorums.</summary>
    public sealed record SetThreshold(int Threshold, int OverrideThreshold) : CharterChange
    {
        /// <inheritdoc/>
        public override Charter ApplyTo(Charter charter) => charter with { Threshold = Threshold, OverrideThreshold = OverrideThreshold };
    }

    /// <summary>Other limits; governors and quorums stay.</summary>
    public sealed record SetLimits(
        long TimelockMs,
        long ApprovalTtlMs,
        long ProposalTtlMs,
        long ImpactMaxAgeMs,
        decimal MaxBreachShare,
        decimal MaxChange,
        long EpochMs,
        long RollbackWindowMs) : CharterChange
    {
        /// <inheritdoc/>
        public override Charter ApplyTo(Charter charter) => charter with
        {
            TimelockMs = TimelockMs,
            ApprovalTtlMs = ApprovalTtlMs,
            ProposalTtlMs = ProposalTtlMs,
            ImpactMaxAgeMs = ImpactMaxAgeMs,
            MaxBreachShare = MaxBreachShare,
            MaxChange = MaxChange,
            EpochMs = EpochMs,
            RollbackWindowMs = RollbackWindowMs,
        };
    }
}
