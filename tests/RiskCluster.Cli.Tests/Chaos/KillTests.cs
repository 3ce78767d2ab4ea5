using Npgsql;
using RiskCluster.Cli.Chaos;
using RiskCluster.Journal.Postgres;
using RiskCluster.Tests.Journals;
using Xunit.Abstractions;

namespace RiskCluster.Cli.Tests.Chaos;

/// <summary>The short form of <c>riskcluster chaos</c>: real processes, SIGKILL, the whole history checked.</summary>
public sealed class KillTests(ITestOutputHelper log)
{
    private static readonly string Account = ChaosAccounts.Stream(0);

    [Theory, OnSqlite]
    public Task Thirty_kills_of_the_writer_lose_nothing_acknowledged_and_apply_nothing_twice(JournalKind kind) => Survive(kind, 30);

    // The command's default is a hundred; each kill of the server costs its recovery.
    [Theory, OnPostgres]
    public Task Kills_of_writer_and_server_lose_nothing_acknowledged_and_apply_nothing_twice(JournalKind kind) => Survive(kind, 9);

    [Fact]
    public async Task A_trial_that_cannot_go_on_says_why_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var nowhere = new KillTrial($"sqlite:{folder.File("absent/journal.db")}", null, new KillTrialOptions(1, 1));
        (await Should.ThrowAsync<TrialFailedException>(nowhere.Run)).Message.ShouldContain("there is no folder");

        // A disk that refuses every further write: nothing is acknowledged any more, or the next writer cannot open the file.
        var full = new KillTrial($"sqlite:{folder.File("journal.db")}", null, new KillTrialOptions(1_000, 1) { Patience = TimeSpan.FromSeconds(5), WriterLimits = "trap '' XFSZ; ulimit -f 600; " });
        var message = (await Should.ThrowAsync<TrialFailedException>(full.Run)).Message;
        message.ShouldStartWith("after ");
        message.ShouldNotContain("\n");
    }

    [Theory, OnPostgres]
    public async Task A_server_that_does_not_come_back_is_told_in_one_line(JournalKind kind)
    {
        kind.ShouldBe(JournalKind.Postgres);
        using var server = PostgresTrialServer.Start();
        await using (var connection = new NpgsqlConnection(server.ConnectionString("postgres")))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SHOW config_file", connection);
            File.Delete((string)(await command.ExecuteScalarAsync())!);
        }

        NpgsqlConnection.ClearAllPools();
        var message = (await Should.ThrowAsync<TrialFailedException>(new KillTrial(server.Address, server, new KillTrialOptions(2, 1)).Run)).Message;
        message.ShouldStartWith("after 2 kills: pg_ctl ended with");
        message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task When_the_disk_refuses_a_write_nothing_more_is_acknowledged_and_all_that_was_is_there()
    {
        using var folder = new TemporaryFolder();
        var address = $"sqlite:{folder.File("journal.db")}";
        // Files may not grow beyond so many blocks of 512 bytes or 1 KB: the write fails in the kernel, as on a broken disk.
        using var child = ChaosChild.Start(["chaos-writer", "--journal", address], "trap '' XFSZ; ulimit -f 600; ");
        await child.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        long acknowledged = 0;
        var refused = false;
        for (var n = 1; n < 20_000 && !refused; n++)
        {
            if (await child.Update(Account, $"{n}") is { } seq) acknowledged = seq;
            else refused = true;
        }

        refused.ShouldBeTrue("the limit took effect");
        acknowledged.ShouldBeGreaterThan(0);
        for (var n = 0; n < 20; n++) (await child.Update(Account, $"{acknowledged + 1}")).ShouldBeNull("a store whose file is in doubt writes nothing more");
        await child.Kill();

        using var next = ChaosChild.Start(["chaos-writer", "--journal", address]);
        await next.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        var seen = (await next.Read(Account)).ShouldNotBeNull();
        seen.ShouldBeInRange(acknowledged, acknowledged + 1, "the one that failed is unknown");
        (await next.Update(Account, $"{seen + 1}")).ShouldBe(seen + 1);
        (await next.End()).ShouldBe(0);
        CommandRun.Of("journal", "verify", "--journal", address).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Bad_options_are_told()
    {
        CommandRun.Of("chaos", "--kills", "0").ShouldBeRefusedWith("--kills", "at least 1");
        CommandRun.Of("chaos", "--journal", "oracle").ShouldBeRefusedWith("--journal", "neither sqlite nor postgres");
    }

    private async Task Survive(JournalKind kind, int kills)
    {
        var report = await ChaosCommand.Run(kind == JournalKind.Sqlite ? "sqlite" : "postgres", new KillTrialOptions(kills, 7));
        log.WriteLine(FormattableString.Invariant($"{report.Acknowledgements} acknowledgements, {report.Reads} reads, kill to next acknowledgement p50 {report.RecoveryPercentileMs(50):0} ms, p99 {report.RecoveryPercentileMs(99):0} ms"));
        report.Findings.ShouldBeEmpty();
        report.Journal.Findings.ShouldBeEmpty();
        report.Unproven.ShouldBe(0);
        report.Unacknowledged.ShouldBe(0);
        report.RecoveryMs.Count.ShouldBe(kills);
        (report.WriterKills + report.ServerKills).ShouldBeGreaterThanOrEqualTo(kills);
        if (kind == JournalKind.Postgres) report.ServerKills.ShouldBe(kills * 2 / 3);
        report.Acknowledgements.ShouldBeGreaterThan(kills);
        report.Reads.ShouldBeGreaterThan(kills);
        report.Events.ShouldBe(report.Updates, "every update that was sent got through in the end, once");
        report.IsGood.ShouldBeTrue();
    }
}
