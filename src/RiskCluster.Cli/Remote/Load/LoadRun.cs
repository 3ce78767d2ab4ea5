using System.Diagnostics;
using RiskCluster.Client;

namespace RiskCluster.Cli.Remote.Load;

/// <summary>Callers that each call again as soon as they are answered.</summary>
internal static class LoadRun
{
    /// <summary>Runs a load.</summary>
    /// <param name="kind">Its name.</param>
    /// <param name="open">Makes a caller ready; what it gives does one call.</param>
    /// <param name="callers">How many.</param>
    /// <param name="duration">For how long, from when all are ready.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<LoadReport> Of(string kind, Func<int, CancellationToken, Task<Func<CancellationToken, Task>>> open, int callers, TimeSpan duration, CancellationToken cancellation)
    {
        var ready = await Task.WhenAll(Enumerable.Range(0, callers).Select(number => open(number, cancellation)));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(duration);
        var start = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(ready.Select(act => Task.Run(() => Call(act, end.Token), CancellationToken.None)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var milliseconds = done.SelectMany(caller => caller.Milliseconds).Order().ToArray();
        var failures = done.Sum(caller => caller.Failures);
        return new(kind, callers, seconds, milliseconds.Length, failures, milliseconds.Length / seconds, Percentile(milliseconds, 0.5), Percentile(milliseconds, 0.99), done.Select(caller => caller.FirstFailure).FirstOrDefault(why => why is not null));
    }

    private static async Task<(List<double> Milliseconds, long Failures, string? FirstFailure)> Call(Func<CancellationToken, Task> act, CancellationToken end)
    {
        var (milliseconds, failures, first) = (new List<double>(), 0L, (string?)null);
        while (!end.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await act(end);
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // A call that the end has cut off counts as neither.
            }
            catch (Exception failure) when (failure is RiskClusterException or ServerUnreachableException)
            {
                failures++;
                first ??= failure.Message;
            }
        }

        return (milliseconds, failures, first);
    }

    private static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
