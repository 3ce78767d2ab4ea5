using System.Globalization;
using System.Text;
using RiskCluster.Cli.Chaos;
using RiskCluster.Core.Json;
using RiskCluster.Journal;
using RiskCluster.Journal.Postgres;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Tests.Actors;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>
/// This assembly as a program: one silo, on the clock and the calibration of the tests, that goes on only when it is told to. Answers <c>clock ID TICKS</c>, <c>look ID</c> with the number of members,
/// <c>cycle ID</c> with every figure of its board, and <c>delivered ID</c>.
/// </summary>
internal sealed class SiloProgram(SiloNode node, VirtualClock clock)
{
    /// <summary>Runs a silo until its input ends.</summary>
    /// <param name="arguments">Journal address, cluster, name of the silo, its port for silos and its port for clients.</param>
    public static async Task<int> Main(string[] arguments)
    {
        var (address, cluster, name) = (arguments[0], arguments[1], arguments[2]);
        var clock = new VirtualClock();
        var connection = await ClusterSchema.Migrate(address["postgres:".Length..], CancellationToken.None);
        await using var journal = await JournalFactory.Open(address, CancellationToken.None);
        using var patience = new CancellationTokenSource(ProcessRig.Patience);
        var settings = new SiloSettings(name) { ClusterId = cluster, Connection = connection, SiloPort = Number(arguments[3]), GatewayPort = Number(arguments[4]) };
        await using var host = await SiloHost.Start(
            settings,
            journal,
            TestCalibration.Instance,
            new() { CyclesByItself = false, Workers = 1, Engine = new() { Clock = clock, Outbox = new() { FirstRetry = TimeSpan.Zero } } },
            patience.Token,
            new() { TendsByItself = false });
        await new LineAnswers(new SiloProgram(host.Node, clock).Answer).Run();
        return 0;
    }

    private async Task<string> Answer(string[] words)
    {
        switch (words[0])
        {
            case "clock":
                clock.Advance(new DateTimeOffset(long.Parse(words[2], CultureInfo.InvariantCulture), TimeSpan.Zero) - clock.GetUtcNow());
                return "set";
            case "look":
                return await Look();
            case "cycle":
                await node.RunCycle(CancellationToken.None);
                return Encoding.UTF8.GetString(CoreJson.Write(Figures()));
            default:
                return $"{node.IsDelivered}";
        }
    }

    // Nothing where somebody did not answer: the next look will do.
    private async Task<string> Look()
    {
        try
        {
            await node.Tend(CancellationToken.None);
            return $"{node.Placement.Silos.Length}";
        }
        catch (Exception problem) when (problem is ActorUnavailableException or OperationCanceledException)
        {
            return "";
        }
    }

    private Dictionary<string, PortfolioFigure> Figures()
    {
        var places = node.Board.Book()?.Places ?? [];
        var keys = places.SelectMany(place => new[] { place.Account, place.Owner }).Distinct();
        return keys.Select(node.Board.Figure).OfType<PortfolioFigure>().ToDictionary(figure => figure.Portfolio, StringComparer.Ordinal);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
