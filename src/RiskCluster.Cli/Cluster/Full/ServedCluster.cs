using System.Diagnostics;

namespace RiskCluster.Cli.Cluster;

/// <summary>Silos that serve the API, as processes of this machine: each supervised, each answering for all.</summary>
internal sealed class ServedCluster(string journal, int silos, int firstPort, string data, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Runs until stopped; a time of zero is for ever.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(TimeSpan time)
    {
        Directory.CreateDirectory(data);
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onPress = (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onPress;
        var all = Enumerable.Range(0, silos).Select(number => new ServedSilo($"silo-{number}", firstPort + number, journal, data)).ToList();
        try
        {
            // The first makes what all share: the schema, the secrets, the model in force.
            all[0].Start();
            if (!await Started(all[0], stop.Token)) return Failed(all[0]);
            foreach (var silo in all.Skip(1)) silo.Start();
            foreach (var silo in all.Skip(1))
                if (!await Started(silo, stop.Token)) return Failed(silo);
            foreach (var silo in all) output.WriteLine($"{silo.Name}: {silo.Url}, process {silo.ProcessId}, log {Path.Combine(data, $"{silo.Name}.log")}");
            output.WriteLine($"Each answers for all. A token: riskcluster token --data {data} --sub root --scope \"admin risk:read\"");
            await Supervise(all, time, stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onPress;
            await Drain(all);
        }

        return 0;
    }

    private async Task Supervise(List<ServedSilo> all, TimeSpan time, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested && (time == TimeSpan.Zero || Stopwatch.GetElapsedTime(started) < time))
        {
            foreach (var silo in all.Where(silo => silo.HasEnded))
            {
                output.WriteLine($"{silo.Name} has ended and is started again");
                silo.Start();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> Started(ServedSilo silo, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await silo.HasStarted())
        {
            if (stop.IsCancellationRequested || silo.HasEnded || Stopwatch.GetElapsedTime(since) > Patience) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private int Failed(ServedSilo silo)
    {
        output.WriteLine($"{silo.Name} does not serve; its log is {Path.Combine(data, $"{silo.Name}.log")}");
        return CommandLine.Missed;
    }

    private static async Task Drain(List<ServedSilo> all)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await Task.WhenAll(all.Where(silo => !silo.HasEnded).Select(silo => silo.Stop(patience.Token)));
        }
        catch (OperationCanceledException)
        {
            // Killed below.
        }

        foreach (var silo in all) silo.Dispose();
    }
}
