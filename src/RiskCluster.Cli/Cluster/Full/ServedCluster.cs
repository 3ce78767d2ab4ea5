using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Cluster;

/// <summary>Silos that serve the API, as processes of this machine: each supervised, each answering for all.</summary>
internal sealed class ServedCluster(string journal, int silos, int firstPort, string data, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PortPatience = TimeSpan.FromSeconds(30);

    /// <summary>Runs until stopped; a time of zero is for ever.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(TimeSpan time)
    {
        Directory.CreateDirectory(data);
        await using var taken = Take();
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await LetPortsGo(stop.Token);
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
            await Drain(all);
        }

        return 0;
    }

    // Held as long as this process lives, and no longer.
    private FileStream Take()
    {
        var file = Path.Combine(data, "cluster.lock");
        try
        {
            return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new InputException("--data", "", $"another cluster runs in {data}");
        }
    }

    // Silos of a cluster that was killed end by themselves, but it takes them a moment.
    private async Task LetPortsGo(CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        for (var port = firstPort; port < firstPort + silos && !stop.IsCancellationRequested; port++)
        {
            while (Ports.Problem(IPAddress.Loopback, port) is not null)
            {
                if (Stopwatch.GetElapsedTime(since) > PortPatience) throw new InputException("--first-port", "", $"somebody listens on port {port}");
                await Task.Delay(TimeSpan.FromMilliseconds(200), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested) return;
            }
        }
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
