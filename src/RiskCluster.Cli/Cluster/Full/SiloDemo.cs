using RiskCluster.Cli.Data;
using RiskCluster.Cli.Demo;
using RiskCluster.Cli.Language;
using RiskCluster.Journal;
using RiskCluster.Journal.Postgres;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Cluster;

/// <summary>
/// <c>riskcluster demo --engine orleans</c>: the demo's book and market on silos and in one process at the same time, tick by tick; every figure of every account and owner must be the same to the last digit.
/// </summary>
internal sealed class SiloDemo(PostgresTrialServer server, int silos, int ticks, int seed, TextWriter output)
{
    private const int TicksBetweenChains = 24;

    /// <returns>The exit code: 1 when a figure differs.</returns>
    public async Task<int> Run()
    {
        var path = DemoMarket.Read();
        var model = RiskModel.Load(ModelTexts.DefaultModel);
        var history = HistoryFile.Read(DemoSample.History);
        var calibration = Risk.Calibration.Calibrator.Calibrate(model, history, [.. path.Opening.Select(market => market.Underlying)], ModelCalibration.DayOf(path.Opening[0].AsOf));
        var accounts = DemoCommand.Accounts(path, model, ScenarioSetBuilder.Build(model, calibration), seed, 1);
        var start = path.Opening[0].AsOf.ToUtc();
        var folder = Directory.CreateTempSubdirectory("riskcluster-demo-").FullName;
        try
        {
            await using var plain = await DemoCluster.Open(Path.Combine(folder, "plain.sqlite"), history, start, 1);
            await using var journal = await JournalFactory.Open(server.Address, CancellationToken.None);
            var clock = new ReplayClock(start);
            var options = new NodeOptions { Engine = new() { Clock = clock }, Workers = 1, CyclesByItself = false, VenueBooks = DemoUnwinds.Books };
            await using var cluster = new LocalSilos(server, journal, new(history), options);
            for (var i = 0; i < silos; i++) await cluster.Join();
            var spread = new Spread(cluster, clock);
            foreach (IDemoProcess process in new IDemoProcess[] { plain, spread })
            {
                var opening = new DemoOpening(process, seed);
                await opening.Govern(model, path.Opening.Select(market => market.Underlying));
                await opening.Register(accounts, () => { });
                await new DemoSources(process).Post(0, path.Opening);
            }

            await cluster.Covered(accounts.Select(account => account.Owner).Distinct().Count());
            return await Replay(path, [.. accounts.Select(account => account.Key).Concat(accounts.Select(account => account.Owner)).Distinct()], plain, cluster, spread);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> Replay(DemoMarket path, List<string> keys, DemoCluster plain, LocalSilos cluster, Spread spread)
    {
        var (compared, different) = (0L, 0L);
        List<string> accounts = [.. keys.Where(key => key.Contains('/', StringComparison.Ordinal))];
        var last = Math.Min(ticks, path.TickCount(TicksBetweenChains));
        for (var tick = 0; tick <= last; tick++)
        {
            if (tick > 0)
            {
                var markets = path.Tick((tick - 1) / TicksBetweenChains, (tick - 1) % TicksBetweenChains + 1, TicksBetweenChains);
                foreach (IDemoProcess process in new IDemoProcess[] { plain, spread })
                {
                    await new DemoTraders(process, accounts, seed).Post(tick);
                    await new DemoSources(process).Post(tick, markets);
                    await process.Settle();
                }
            }

            await plain.Node.RunCycle(CancellationToken.None);
            await Cycle(plain, cluster);
            foreach (var key in keys)
            {
                compared++;
                var figures = cluster.Nodes.Select(node => node.Board.Figure(key)?.Figure).OfType<MarginFigure>().ToList();
                if (figures.Count != 1 || figures[0] != plain.Node.Board.Figure(key)?.Figure) different++;
            }
        }

        output.WriteLine($"{silos} silos, owners on each: {string.Join(", ", cluster.Nodes.Select(node => node.WholeOwners))}");
        output.WriteLine(FormattableString.Invariant($"{last + 1} cycles, {compared:#,##0} figures of {keys.Count} accounts and owners beside those of one process: {different} differ in any digit"));
        return different == 0 ? 0 : CommandLine.Missed;
    }

    // News of a market reach the other boards by themselves: a cycle counts when all have seen what the one process has. The sources' posts of one moment are a version each.
    private static async Task Cycle(DemoCluster plain, LocalSilos cluster)
    {
        var seen = plain.Markets.ToDictionary(market => market.Underlying, market => market.Version);
        foreach (var node in cluster.Nodes)
        {
            do await node.RunCycle(CancellationToken.None);
            while (node.Board.View!.Markets.Length < seen.Count || node.Board.View.Markets.Any(market => market.Snapshot.Version != seen[market.Snapshot.Underlying]));
        }
    }

    private sealed class Spread(LocalSilos cluster, ReplayClock clock) : IDemoProcess
    {
        public IActors Actors { get; } = new PatientActors(cluster.Nodes[0].Actors);

        public void Reach(long timeMs) => clock.Advance(timeMs);

        public Task Settle() => LocalSilos.Until(() => cluster.IsDelivered, () => "effects are not delivered");
    }
}
