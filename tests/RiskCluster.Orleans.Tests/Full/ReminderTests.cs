using System.Diagnostics.Metrics;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>The roster's reminders fire. The shortest period that Orleans allows is a minute, and so is this test.</summary>
public sealed class ReminderTests(JournalPlaces places) : IClassFixture<JournalPlaces>
{
    [Theory, OnPostgres]
    public async Task A_partition_of_the_roster_is_reminded(JournalKind kind)
    {
        var ticks = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "orleans-reminders-ticks-delivered") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, count, _, _) => Interlocked.Add(ref ticks, count));
        listener.Start();
        await using var silos = new SiloSet(places.New(kind));
        await silos.Join();
        await silos.Fill(["deribit/a0"]);
        await silos.Covered(1);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (Volatile.Read(ref ticks) == 0) await Task.Delay(200, patience.Token);
    }
}
