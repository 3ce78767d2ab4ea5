namespace RiskCluster.Cli.Chaos;

/// <summary>How a kill trial runs.</summary>
/// <param name="Kills">How many kills, at least 1.</param>
/// <param name="Seed">Of who is killed when, and what is sent. The interleaving with the machine stays its own.</param>
internal sealed record KillTrialOptions(int Kills, int Seed)
{
    /// <summary>How many streams are written.</summary>
    public int Streams { get; init; } = 16;

    /// <summary>How many senders write at once.</summary>
    public int Senders { get; init; } = 32;

    /// <summary>How long the processes live between kills at most, ms.</summary>
    public int LongestLifeMs { get; init; } = 300;
}
