using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using RiskCluster.Tests;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>What dashboards show of Orleans is what silos of this version tell, also where it seldom happens: an instrument is known before it has counted anything.</summary>
public sealed partial class OrleansMetricTests(JournalPlaces places) : IClassFixture<JournalPlaces>
{
    private const string LongTurns = "orleans_scheduler_long_running_turns_total";

    [Theory, OnPostgres]
    public async Task Dashboards_ask_for_what_silos_tell_and_a_long_turn_is_counted(JournalKind kind)
    {
        var (told, longTurns) = (new ConcurrentDictionary<string, bool>(StringComparer.Ordinal), 0);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != "Microsoft.Orleans") return;
                told[Name(instrument)] = true;
                if (Name(instrument) == LongTurns) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, count, _, _) => Interlocked.Add(ref longTurns, count));
        listener.Start();
        await using var silos = new SiloSet(places.New(kind));
        var one = await silos.Join();
        var two = await silos.Join();
        await silos.Fill(["deribit/a0"]);
        await silos.Covered(1);

        var dashboards = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "grafana", "dashboards"), "*.json").Select(File.ReadAllText);
        var shown = dashboards.SelectMany(text => OrleansName().Matches(text)).Select(match => match.Value).Distinct().ToList();
        shown.ShouldContain(LongTurns);
        shown.Except(told.Keys).ShouldBeEmpty();

        // A question that keeps its silo's grain for longer than Orleans finds usual.
        silos.Desk(two).Answer = (_, _) =>
        {
            SpinWait.SpinUntil(() => false, TimeSpan.FromSeconds(2));
            return Task.FromResult("slow");
        };
        (await one.Node.Ask(two.Node.Placement.Self, "anything", default)).ShouldBe("slow");
        await SiloSet.Wait(() => Volatile.Read(ref longTurns) > 0);
    }

    // As Prometheus has it.
    private static string Name(Instrument instrument)
    {
        var isCounter = instrument.GetType().Name.Contains("Counter", StringComparison.Ordinal) && !instrument.GetType().Name.Contains("UpDown", StringComparison.Ordinal);
        return $"{instrument.Name.Replace('-', '_')}{(isCounter ? "_total" : "")}";
    }

    [GeneratedRegex("orleans_[a-z_]+")]
    private static partial Regex OrleansName();
}
