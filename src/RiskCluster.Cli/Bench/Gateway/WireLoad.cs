using System.Diagnostics;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>Connections to one server.</summary>
internal sealed class WireLoad : IDisposable
{
    private readonly WireCaller[] callers;

    private WireLoad(WireCaller[] callers) => this.callers = callers;

    /// <summary>One of them.</summary>
    public WireCaller this[int number] => callers[number];

    /// <summary>Connects so many times.</summary>
    public static async Task<WireLoad> Open(Uri address, int count) => new(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => WireCaller.Open(address))));

    /// <summary>Sends all requests, each connection its next as soon as it is answered.</summary>
    public async Task<WireCost> Run(WireRequests requests)
    {
        var next = -1;
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var mine && mine < requests.Count) await caller.Call(requests[mine]);
        })));
        var (seconds, used) = (Stopwatch.GetElapsedTime(started).TotalSeconds, Environment.CpuUsage.TotalTime - cpu);
        return new(requests.Count / seconds, used.TotalMicroseconds / requests.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var caller in callers) caller.Dispose();
    }
}
