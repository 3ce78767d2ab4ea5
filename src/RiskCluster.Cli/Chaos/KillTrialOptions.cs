namespace RiskCluster.Cli.Chaos;

/// <summary>How a kill trial runs.</summary>
/// <param name="Kills">How many kills, at least 1.</param>
/// <param name="Seed">Of who is killed when, and what is sent. The interleaving with the machine stays its own.</param>
internal sealed record KillTrialOptions(int Kills, int Seed)
{
    /// <summary>How many accounts are written at once, each by a sender of its own.</summary>
    public int Accounts { get; init; } = 32;

    /// <summary>How long the processes live between kills at most, ms.</summary>
    public int LongestLifeMs { get; init; } = 300;

    /// <summary>How long nothing may be acknowledged, and how long a process may take to come or go, before the trial is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What the shell does before a writer takes its place, such as limits on it.</summary>
    public string WriterLimits { get; init; } = "";
}
