using System.Globalization;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>A thousand subscribers of one account's margin over sockets of their own: all get every event, and how long after it was made.</summary>
internal static class StreamBench
{
    private const int Subscribers = 1_000;
    private const int ConnectingAtOnce = 50;
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<BenchRow[]> Run(GatewayServer server, BenchOptions options)
    {
        var ticks = options.IsShort ? 12 : 60;
        var listeners = new List<StreamListener>();
        try
        {
            foreach (var some in Enumerable.Range(0, Subscribers).Chunk(ConnectingAtOnce))
                listeners.AddRange(await Task.WhenAll(some.Select(_ => StreamListener.Open(server.Address, $"/v1/stream?channels=margin.{GatewayServer.Venue}/0", () => server.NowMs))));
            await Task.WhenAll(listeners.Select(listener => listener.Began)).WaitAsync(Patience);
            var first = listeners.Max(listener => listener.LastSequence);
            for (var i = 0; i < ticks; i++)
            {
                await server.Tick();
                await Task.Delay(TickEvery);
            }

            return [Told(listeners, first, await Settled(listeners))];
        }
        finally
        {
            foreach (var listener in listeners) await listener.DisposeAsync();
        }
    }

    // Until everybody is as far as the one who is furthest, or nobody gets any further.
    private static async Task<long> Settled(List<StreamListener> listeners)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TickEvery)
        {
            var last = listeners.Max(listener => listener.LastSequence);
            if (listeners.TrueForAll(listener => listener.LastSequence == last)) return last;
            await Task.Delay(TickEvery);
        }

        return listeners.Max(listener => listener.LastSequence);
    }

    private static BenchRow Told(List<StreamListener> listeners, long first, long last)
    {
        var delays = listeners.SelectMany(listener => listener.DelaysMs(first)).Order().ToArray();
        var expected = (last - first) * listeners.Count;
        var share = expected == 0 ? 0 : (double)delays.Length / expected;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"events that came / that were told, {Subscribers} subscribers over sockets"),
            share,
            BenchLimit.AtLeast,
            1,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{last - first} events of a margin report of {listeners[0].LastBytes / 1024.0:0.0} KB each; from made to received p50 {At(delays, 0.5)} ms, p99 {At(delays, 0.99)} ms, longest {At(delays, 1)} ms; {listeners.Count(listener => listener.IsClosed)} disconnected"));
    }

    private static long At(long[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
