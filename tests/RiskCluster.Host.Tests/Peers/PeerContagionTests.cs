using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Tests.Engines;

namespace RiskCluster.Host.Tests.Peers;

/// <summary>A contagion run over a book whose owners are on several servers.</summary>
public sealed class PeerContagionTests
{
    [Fact]
    [Trait("Rule", "SYS-1")]
    public async Task A_run_over_the_parts_of_two_servers_finds_what_one_finds_to_the_last_digit()
    {
        var book = new SpreadBook(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await using var alone = await HostRig.Start(new() { Journal = "memory:" });
        await book.Fill(alone);
        await HostRig.Until(() => SpreadBook.IsCovered(alone));
        var expected = await SpreadBook.Run(alone);

        var folder = Directory.CreateTempSubdirectory("riskcluster-peers-").FullName;
        var cluster = new LocalCluster();
        await using (var one = await Server(folder, cluster, "silo-1"))
        await using (var two = await Server(folder, cluster, "silo-2"))
        {
            await book.Fill(one);
            HostRig[] servers = [one, two];
            foreach (var server in servers) await HostRig.Until(() => SpreadBook.IsCovered(server));
            foreach (var server in servers) server.Node.Board.View.ShouldNotBeNull().Coverage.OwnersKnown.ShouldBeInRange(1, SpreadBook.Owners - 1, "the book is in parts");
            foreach (var server in servers) (await SpreadBook.Run(server)).ShouldBe(expected);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Task<HostRig> Server(string folder, LocalCluster cluster, string name) =>
        HostRig.Start(new() { Journal = $"sqlite:{Path.Combine(folder, "journal.sqlite")}" }, services => services.AddSingleton<INodeEngine>(new LocalEngine(cluster, name)));
}
