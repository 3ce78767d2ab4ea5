using RiskCluster.Journal.Postgres;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Cli.Tests.Cluster;

/// <summary>The demo's book on three silos: the figures are those of one process, to the last digit.</summary>
public sealed class SiloDemoTests
{
    [Theory, OnPostgres]
    public void The_demo_on_three_silos_has_the_figures_of_one_process(JournalKind kind)
    {
        _ = kind;
        PostgresTrialServer.Find().ShouldNotBeNull();
        var run = CommandRun.Of("demo", "--engine", "orleans", "--silos", "3", "--ticks", "6");
        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        run.Output.ShouldContain("7 cycles");
        run.Output.ShouldContain(": 0 differ in any digit");
    }
}
