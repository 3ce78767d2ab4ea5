using System.Diagnostics;
using RiskCluster.Cli.Bench.Nodes;
using RiskCluster.Core.Accounts;
using RiskCluster.Tests;
using RiskCluster.Tests.Journals;
using Xunit.Abstractions;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>Accounts that hold nothing cost a start nothing, however many there are (<c>riskcluster bench</c> has the long form).</summary>
[Collection(RunsAlone.Name)]
public sealed class DormantAccountsTests(JournalPlaces places, ITestOutputHelper log) : IClassFixture<JournalPlaces>
{
    private const int Dormant = 100_000;

    [Fact]
    public async Task A_hundred_thousand_dormant_accounts_cost_a_start_no_time_and_no_memory()
    {
        await using var place = places.New(JournalKind.Sqlite);
        await using var rig = await NodeRig.New(await place.Open());
        await rig.Cash(NodeRig.Alice, 1, 30_000);
        await rig.Open();
        var (_, bare) = await Measure(rig);
        await WrittenAccounts.Dormant(rig.Journal, "deribit", Dormant);

        var (elapsed, bytes) = await Measure(rig);
        log.WriteLine(FormattableString.Invariant($"start beside {Dormant} dormant accounts: {elapsed.TotalMilliseconds:0} ms, {bytes / 1e6:0.0} MB; without them {bare / 1e6:0.0} MB"));
        (rig.Node.Resumed, rig.Node.ActiveCount, rig.Node.Missing.Count).ShouldBe((4, 4, 0), "two markets, the model and Alice's account");
        (bytes - bare).ShouldBeLessThan(4_000_000, "40 bytes each would be seen");

        // One of them comes back like any other.
        await rig.Cash("deribit/77777", 2, 500, []);
        await rig.Node.RunCycle(default);
        rig.Figure("deribit/77777").EquityUsd.ShouldBe(500);
    }

    private static async Task<(TimeSpan Elapsed, long Bytes)> Measure(NodeRig rig)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        await rig.Open();
        return (Stopwatch.GetElapsedTime(started), GC.GetTotalMemory(forceFullCollection: true) - before);
    }
}
