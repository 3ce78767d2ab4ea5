namespace RiskCluster.Cli.Cluster;

/// <summary>The end of a process whose parent is gone, and may have taken the database along: to take leave of a cluster then takes minutes.</summary>
internal static class ProcessEnd
{
    /// <summary>Ends this process if it has not ended by itself within a time.</summary>
    public static async Task Within(TimeSpan time)
    {
        await Task.Delay(time);
        Environment.Exit(CommandLine.Missed);
    }
}
