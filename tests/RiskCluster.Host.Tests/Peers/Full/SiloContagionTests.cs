using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Host.Running;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Host.Tests.Peers.Full;

/// <summary>A contagion run over three silos of Orleans.</summary>
public sealed class SiloContagionTests(JournalPlaces places) : IClassFixture<JournalPlaces>
{
    [Theory, OnPostgres]
    public async Task A_run_over_three_silos_finds_what_one_process_finds_to_the_last_digit(JournalKind kind)
    {
        var book = new SpreadBook(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await using var alone = await HostRig.Start(new() { Journal = "memory:" });
        await book.Fill(alone);
        await HostRig.Until(() => SpreadBook.IsCovered(alone));
        var expected = await SpreadBook.Run(alone);

        await using var place = places.New(kind);
        await using var one = await Server(place, "silo-1");
        await using var two = await Server(place, "silo-2");
        await using var three = await Server(place, "silo-3");
        await book.Fill(one);
        HostRig[] servers = [one, two, three];
        foreach (var server in servers) await HostRig.Until(() => SpreadBook.IsCovered(server));
        servers.Count(server => server.Node.Board.View?.Coverage.OwnersKnown > 0).ShouldBeGreaterThan(1, "the book is in parts");
        foreach (var server in servers) (await SpreadBook.Run(server)).ShouldBe(expected);
    }

    private static Task<HostRig> Server(JournalPlace place, string name) =>
        HostRig.Start(new() { Journal = place.Address }, services => services.AddSingleton<INodeEngine>(new OrleansEngine(name)));
}
