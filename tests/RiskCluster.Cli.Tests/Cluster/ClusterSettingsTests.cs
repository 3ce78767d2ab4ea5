namespace RiskCluster.Cli.Tests.Cluster;

/// <summary>What `serve` and `cluster` refuse of the cluster's settings, before anything is started, with or without its packages.</summary>
public sealed class ClusterSettingsTests
{
    private const string Journal = "postgres:Host=nowhere";

    [Fact]
    public void Silos_share_a_database() => Refused("RiskCluster:Journal", "serve", "--engine", "orleans");

    [Fact]
    public void An_engine_that_is_none_is_refused() => Refused("Engine", "serve", "--engine", "abacus");

    [Fact]
    public void A_port_is_a_port() => Refused("RiskCluster:Cluster:Port", "serve", "--engine", "orleans", "--journal", Journal, "--silo-port", "70000");

    [Fact]
    public void A_cluster_has_one_to_nine_silos_here() => Refused("--silos", "cluster", "--silos", "10");

    private static void Refused(string part, params string[] command)
    {
        var run = CommandRun.Of(command);
        run.ExitCode.ShouldBe(CommandLine.BadInput, run.Error);
        run.Error.ShouldContain(part);
    }
}
