namespace RiskCluster.Core.Unwinds;

/// <summary>The governed values of unwinds. Every bound below is one that governance cannot leave.</summary>
public sealed record UnwindRules
{
    /// <summary>Independent sources that a price must have, from 2 to 15.</summary>
    public int MinSources { get; init; } = 3;

    /// <summary>Greatest deviation between sources, from 0.0001 to 0.1.</summary>
    public decimal MaxDeviationShare { get; init; } = 0.02m;

    /// <summary>Reports in a row that make a breach, from 1 to 10.</summary>
    public int MinConfirmations { get; init; } = 2;

    /// <summary>How old figures may be when they are acted on, from 100 to 60,000 ms.</summary>
    public long MaxEvidenceAgeMs { get; init; } = 10_000;

    /// <summary>How long an owner may help itself before the first leg, from 0 to 3,600,000 ms.</summary>
    public long GraceMs { get; init; } = 5_000;

    /// <summary>Buffer margin over maintenance margin, a share of it, from 0 to 1.</summary>
    public decimal BufferShare { get; init; } = 0.2m;

    /// <summary>By how much of the requirement each step must lower it, from 0 to 0.5; with 0, lower it must still.</summary>
    public decimal MinFallShare { get; init; }

    /// <summary>Cost that an unwind may have over all its plans, a share of the maintenance margin at its beginning, from 0.01 to 1.</summary>
    public decimal MaxCostShare { get; init; } = 0.5m;

    /// <summary>Notional that an unwind may move over all its plans, a multiple of the gross notional at its beginning, from 1 to 3.</summary>
    public decimal MaxNotionalMultiple { get; init; } = 2;

    /// <summary>Steps after which the requirement was not lower before it stops, from 1 to 10.</summary>
    public int MaxSetbacks { get; init; } = 3;

    /// <summary>Most plans of one unwind, from 1 to 100.</summary>
    public int MaxPlans { get; init; } = 32;

    /// <summary>How long a leg may be worked on, from 1,000 to 86,400,000 ms.</summary>
    public long LegLifetimeMs { get; init; } = 300_000;

    /// <summary>The most that one unwind takes out of one venue's insurance fund, from 0 to 1e9 USD.</summary>
    public decimal InsuranceLimitUsd { get; init; } = 1_000_000;

    /// <summary>The field that leaves its bounds, with the rule; null when none does.</summary>
    public (string Field, string Rule)? Fault()
    {
        if (MinSources is < 2 or > 15) return ("min_sources", "from 2 to 15");
        if (MaxDeviationShare is < 0.0001m or > 0.1m) return ("max_deviation_share", "from 0.0001 to 0.1");
        if (MinConfirmations is < 1 or > 10) return ("min_confirmations", "from 1 to 10");
        if (MaxEvidenceAgeMs is < 100 or > 60_000) return ("max_evidence_age_ms", "from 100 to 60000");
        if (GraceMs is < 0 or > 3_600_000) return ("grace_ms", "from 0 to 3600000");
        if (BufferShare is < 0 or > 1) return ("buffer_share", "from 0 to 1");
        if (MinFallShare is < 0 or > 0.5m) return ("min_fall_share", "from 0 to 0.5");
        if (MaxCostShare is < 0.01m or > 1) return ("max_cost_share", "from 0.01 to 1");
        if (MaxNotionalMultiple is < 1 or > 3) return ("max_notional_multiple", "from 1 to 3");
        if (MaxSetbacks is < 1 or > 10) return ("max_setbacks", "from 1 to 10");
        if (MaxPlans is < 1 or > 100) return ("max_plans", "from 1 to 100");
        if (LegLifetimeMs is < 1_000 or > 86_400_000) return ("leg_lifetime_ms", "from 1000 to 86400000");
        return InsuranceLimitUsd is < 0 or > 1e9m ? ("insurance_limit_usd", "from 0 to 1e9") : null;
    }
}
