using RiskCluster.Cli.Chaos;
using RiskCluster.Tests.Journals;
using Xunit.Abstractions;

namespace RiskCluster.Cli.Tests.Chaos;

/// <summary>The short form of <c>riskcluster chaos</c>: real processes, SIGKILL, the whole history checked.</summary>
public sealed class KillTests(ITestOutputHelper log)
{
    private const int Kills = 30;

    [Theory, OnSqlite, OnPostgres]
    public async Task Thirty_kills_lose_nothing_acknowledged_and_apply_nothing_twice(JournalKind kind)
    {
        var report = await ChaosCommand.Run(kind == JournalKind.Sqlite ? "sqlite" : "postgres", new KillTrialOptions(Kills, 7));
        log.WriteLine(FormattableString.Invariant($"{report.Acknowledgements} acknowledgements, {report.Reads} reads, kill to next acknowledgement p50 {report.RecoveryPercentileMs(50):0} ms, p99 {report.RecoveryPercentileMs(99):0} ms"));
        report.Findings.ShouldBeEmpty();
        report.Journal.Findings.ShouldBeEmpty();
        report.Unproven.ShouldBe(0);
        report.Unacknowledged.ShouldBe(0);
        report.RecoveryMs.Count.ShouldBe(Kills);
        (report.WriterKills + report.ServerKills).ShouldBeGreaterThanOrEqualTo(Kills);
        if (kind == JournalKind.Postgres) report.ServerKills.ShouldBe(Kills * 2 / 3);
        report.Acknowledgements.ShouldBeGreaterThan(Kills);
        report.Reads.ShouldBeGreaterThan(Kills);
        report.Journal.Events.ShouldBe(report.Updates, "every update that was sent got through in the end, once");
        report.IsGood.ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_disk_refuses_a_write_nothing_more_is_acknowledged_and_all_that_was_is_there()
    {
        using var folder = new TemporaryFolder();
        var address = $"sqlite:{folder.File("journal.db")}";
        // Files may not grow beyond so many blocks of 512 bytes or 1 KB: the write fails in the kernel, as on a broken disk.
        using var child = ChaosChild.Start(address, "trap '' XFSZ; ulimit -f 600; ");
        await child.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        long acknowledged = 0;
        var refused = false;
        for (var n = 0; n < 20_000 && !refused; n++)
        {
            if (await child.Update("s", $"{n}") is { } seq) acknowledged = seq;
            else refused = true;
        }

        refused.ShouldBeTrue("the limit took effect");
        acknowledged.ShouldBeGreaterThan(0);
        for (var n = 0; n < 20; n++) (await child.Update("s", $"again {n}")).ShouldBeNull("a store whose file is in doubt writes nothing more");
        await child.Kill();

        using var next = ChaosChild.Start(address);
        await next.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        var seen = (await next.Read("s")).ShouldNotBeNull();
        seen.ShouldBeInRange(acknowledged, acknowledged + 1, "the one that failed is unknown");
        (await next.Update("s", "after")).ShouldBe(seen + 1);
        (await next.End()).ShouldBe(0);
        CommandRun.Of("journal", "verify", "--journal", address).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Bad_options_are_told()
    {
        CommandRun.Of("chaos", "--kills", "0").ShouldBeRefusedWith("--kills", "at least 1");
        CommandRun.Of("chaos", "--journal", "oracle").ShouldBeRefusedWith("--journal", "neither sqlite nor postgres");
    }
}
