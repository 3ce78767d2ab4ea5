namespace RiskCluster.Cli.Tests.Cluster;

/// <summary>A build without the cluster engine says which packages are absent and what to do, with an exit code of its own.</summary>
public sealed class MissingEngineTests
{
    private static readonly string[] Packages =
    [
        "Microsoft.Orleans.Server", "Microsoft.Orleans.Client", "Microsoft.Orleans.Clustering.AdoNet", "Microsoft.Orleans.Reminders.AdoNet", "Microsoft.Orleans.Persistence.AdoNet",
        "Microsoft.Orleans.Connections.Security",
    ];

    [Theory]
    [InlineData("cluster", "--silos", "3")]
    [InlineData("silo", "--journal", "postgres:Host=nowhere", "--name", "one", "--port", "11111")]
    [InlineData("chaos", "--minutes", "1")]
    [InlineData("serve", "--engine", "orleans", "--journal", "postgres:Host=nowhere")]
    [InlineData("demo", "--engine", "orleans")]
    [InlineData("bench", "--only", "cluster")]
    public void A_command_of_the_cluster_names_the_packages_and_the_way_out(params string[] command)
    {
        var run = CommandRun.Of(command);
        run.ExitCode.ShouldBe(3, run.Error);
        run.Output.ShouldBeEmpty();
        foreach (var package in Packages) run.Error.ShouldContain(package);
        run.Error.ShouldContain("10.4.2");
        run.Error.ShouldContain($"-p:Feed=full -- {command[0]}");
    }
}
