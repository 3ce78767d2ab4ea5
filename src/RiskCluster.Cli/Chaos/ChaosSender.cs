using System.Globalization;
using RiskCluster.Runtime.Histories;

namespace RiskCluster.Cli.Chaos;

/// <summary>A venue's gateway of one account: sends each update until it is acknowledged, sometimes once more although it was, and reads any account in between.</summary>
internal sealed class ChaosSender(int number, int accounts, Random random, Func<ChaosChild> child, ChaosHistory history)
{
    private const double ReadShare = 0.2;
    private const double RedeliveryShare = 0.05;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Goes on until told to stop; an update under way is sent on until its time is up.</summary>
    public async Task Run(CancellationToken stop, CancellationToken giveUp)
    {
        for (long sequence = 1; !stop.IsCancellationRequested;)
        {
            if (random.NextDouble() < ReadShare) await Read(ChaosAccounts.Stream(random.Next(accounts)));
            else await Update(ChaosAccounts.Stream(number), (sequence++).ToString(CultureInfo.InvariantCulture), giveUp);
        }
    }

    private async Task Read(string stream)
    {
        var asked = ChaosHistory.Now;
        if (await child().Read(stream) is { } seq) history.Add(new HistoryRead(stream, asked, ChaosHistory.Now, seq));
        else await Task.Delay(Pause, CancellationToken.None);
    }

    private async Task Update(string stream, string key, CancellationToken giveUp)
    {
        var sent = ChaosHistory.Now;
        var seqs = new List<long>();
        long? returned = null;
        while (returned is null && !giveUp.IsCancellationRequested)
        {
            if (await child().Update(stream, key) is { } seq)
            {
                returned = history.Acknowledge();
                seqs.Add(seq);
            }
            else
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }

        if (returned is not null && random.NextDouble() < RedeliveryShare && await child().Update(stream, key) is { } again) seqs.Add(again);
        history.Add(new HistoryUpdate(stream, key, sent, returned, seqs));
    }
}
