using System.Globalization;
using RiskCluster.Cli.Bench;
using RiskCluster.Cli.Chaos;
using RiskCluster.Cli.Input;
using RiskCluster.Host.Running;
using RiskCluster.Journal;
using RiskCluster.Journal.Postgres;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Cluster;

/// <summary>Runs silos as processes of this machine.</summary>
internal static class ClusterRuns
{
    /// <summary>Whether this program was built with the cluster engine.</summary>
    public const bool IsBuiltIn = true;

    private const string Prefix = "postgres:";
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(30);

    /// <summary>Hosts the actors of <c>serve</c>.</summary>
    public static INodeEngine? Engine { get; } = new SiloEngine();

    /// <summary>Nothing is missing.</summary>
    public static int Say(TextWriter error, string command) => throw new InvalidOperationException($"{command} runs in this build");

    /// <summary>Silos until somebody stops them.</summary>
    public static int Cluster(int silos, int seconds, int port, string data, TextWriter output, TextWriter error)
    {
        using var server = Server();
        return new ServedCluster(server.Address, silos, port, data, output).Run(TimeSpan.FromSeconds(seconds)).GetAwaiter().GetResult();
    }

    /// <summary>The demo's book on silos beside one process.</summary>
    public static int Demo(int silos, int ticks, int seed, TextWriter output, TextWriter error)
    {
        _ = error;
        using var server = Server();
        return new SiloDemo(server, silos, ticks, seed, output).Run().GetAwaiter().GetResult();
    }

    /// <summary>What the cluster costs.</summary>
    public static IEnumerable<BenchRow> Bench(BenchOptions options)
    {
        using var server = Server();
        foreach (var row in new ClusterBench(server, options).Run().ToBlockingEnumerable()) yield return row;
    }

    /// <summary>One silo, until its input ends.</summary>
    public static int Silo(string journal, string name, int port, string build, TextWriter error)
    {
        try
        {
            return Silo(journal, name, port, build).GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is JournalUnavailableException or ActorUnavailableException or OperationCanceledException)
        {
            error.WriteLine(problem.Message);
            return CommandLine.Missed;
        }
    }

    /// <summary>Faults for some minutes, then the checks.</summary>
    public static int Chaos(ClusterTrialOptions options, TextWriter output, TextWriter error)
    {
        _ = error;
        using var server = Server();
        var report = Chaos(new ClusterTrial(server, options, output)).GetAwaiter().GetResult();
        report.Write(output);
        return report.IsGood ? 0 : CommandLine.Missed;
    }

    private static async Task<ClusterReport> Chaos(ClusterTrial trial)
    {
        await using (trial) return await trial.Run();
    }

    private static PostgresTrialServer Server() =>
        PostgresTrialServer.Find() is null ? throw new InputException("cluster", "", "there is no PostgreSQL server on this machine (Debian: postgresql)") : PostgresTrialServer.Start();

    private static async Task<int> Silo(string address, string name, int port, string build)
    {
        if (!address.StartsWith(Prefix, StringComparison.Ordinal)) throw new InputException("--journal", "", $"'{address}' does not begin with {Prefix}");
        var connection = await ClusterSchema.Migrate(address[Prefix.Length..], CancellationToken.None);
        await using var journal = await JournalFactory.Open(address, CancellationToken.None);
        using var patience = new CancellationTokenSource(JoinPatience);
        await using var host = await SiloHost.Start(new(name) { Connection = connection, SiloPort = port }, journal, ChaosAccounts.Calibration, new() { Workers = 1, Build = build }, patience.Token);
        await Register(host.Node, patience.Token);
        await new ChaosProtocol(host.Node, () => Status(host)).Run();
        _ = ProcessEnd.Within(LeaveWithin);
        return 0;
    }

    // The members may just be changing.
    private static async Task Register(SiloNode node, CancellationToken patience)
    {
        while (true)
        {
            try
            {
                await ChaosAccounts.Register(node.Actors);
                return;
            }
            catch (ActorUnavailableException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), patience);
            }
        }
    }

    private static string Status(SiloHost host)
    {
        var (node, (known, covered)) = (host.Node, host.Node.Coverage);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"silos={node.Placement.Silos.Length} self={node.Placement.Self} whole={node.WholeOwners} active={node.ActiveCount} resumed={node.Resumed} known={known} covered={covered} agreed={node.Disagreement is null}");
    }
}
