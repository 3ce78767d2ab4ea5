using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Answers;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Host.Streams;

/// <summary>Ends the streams of keys that were taken back, by whichever process that was done: it asks every second whether the keys that opened them still are good.</summary>
internal sealed partial class RevokedKeys(StreamHub streams, KeyDirectory keys, ILogger<RevokedKeys> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                foreach (var key in streams.Keys())
                    if (await IsRevoked(key, stoppingToken)) streams.Close(key, "credentials_revoked");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Closing down, which ends all streams.
        }
    }

    // Where it cannot be told nothing ends: it is asked again in a second.
    private async ValueTask<bool> IsRevoked(string key, CancellationToken cancellation)
    {
        try
        {
            return await keys.Find(key.AsMemory(), cancellation) is null;
        }
        catch (Exception problem) when (problem is JournalUnavailableException or ActorUnavailableException or RefusedException or TimeoutException)
        {
            Log.NotTold(log, problem.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "It cannot be told whether a key that hears streams still is good: {Reason}")]
        public static partial void NotTold(ILogger log, string reason);
    }
}
