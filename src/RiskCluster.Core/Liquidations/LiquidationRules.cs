using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Liquidations;

/// <summary>The governed values of a queue. Every bound below is one that governance cannot leave.</summary>
public sealed record LiquidationRules
{
    /// <summary>Most tasks that are not ended, from 1 to 100,000.</summary>
    public int MaxTasks { get; init; } = 20_000;

    /// <summary>Most claims of one keeper at a time, from 1 to 10,000.</summary>
    public int MaxClaims { get; init; } = 64;

    /// <summary>Longest lease, from 1,000 to 600,000 ms.</summary>
    public long MaxLeaseMs { get; init; } = 60_000;

    /// <summary>The reserve price: the least that is taken for something sold, as a share of its mark price, from 0.1 to 1; what is bought costs at most 2 minus it.</summary>
    public decimal ReserveShare { get; init; } = 0.5m;

    /// <summary>The reserve price while the venue's chain is congested and few bidders can come, from the ordinary one to 1.</summary>
    public decimal CongestedReserveShare { get; init; } = 0.8m;

    /// <summary>By how much leases, lifetimes and the wait for a backup keeper are longer under congestion, from 1 to 10.</summary>
    public int CongestedTimeFactor { get; init; } = 3;

    /// <summary>How far a fill's price may be from the last trade, a share of that, from 0.001 to 1.</summary>
    public decimal LastTradeBandShare { get; init; } = 0.25m;

    /// <summary>Who gets a task that nobody has come for; null when the venue has no such keeper.</summary>
    public string? BackupKeeper { get; init; }

    /// <summary>How long nobody may come, from 1,000 to 3,600,000 ms.</summary>
    public long BackupAfterMs { get; init; } = 30_000;

    /// <summary>The field that leaves its bounds, with the rule; null when none does.</summary>
    public (string Field, string Rule)? Fault()
    {
        if (MaxTasks is < 1 or > 100_000) return ("max_tasks", "from 1 to 100000");
        if (MaxClaims is < 1 or > 10_000) return ("max_claims", "from 1 to 10000");
        if (MaxLeaseMs is < 1_000 or > 600_000) return ("max_lease_ms", "from 1000 to 600000");
        if (ReserveShare is < 0.1m or > 1) return ("reserve_share", "from 0.1 to 1");
        if (CongestedReserveShare < ReserveShare || CongestedReserveShare > 1) return ("congested_reserve_share", "from the reserve share to 1");
        if (CongestedTimeFactor is < 1 or > 10) return ("congested_time_factor", "from 1 to 10");
        if (LastTradeBandShare is < 0.001m or > 1) return ("last_trade_band_share", "from 0.001 to 1");
        if (BackupKeeper is not null && !KeyName.IsValid(BackupKeeper)) return ("backup_keeper", KeyName.Rule);
        return BackupAfterMs is < 1_000 or > 3_600_000 ? ("backup_after_ms", "from 1000 to 3600000") : null;
    }
}
