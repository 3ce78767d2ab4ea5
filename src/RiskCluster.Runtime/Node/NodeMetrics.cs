using System.Diagnostics.Metrics;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Runtime.Node;

/// <summary>What a process tells of markets, queues and unwinds. Underlyings are few and named; accounts and owners are counted and never named.</summary>
internal sealed class NodeMetrics : IDisposable
{
    private static readonly FigureStatus[] Statuses = Enum.GetValues<FigureStatus>();
    private static readonly UnwindStatus[] LiveStatuses = [UnwindStatus.Held, UnwindStatus.AwaitingPlan, UnwindStatus.Running, UnwindStatus.Stopped, UnwindStatus.Covering];

    private readonly Meter meter = new(RuntimeMeters.MeterName);

    public NodeMetrics(BoardFeed feed, QueueWatch queues, OpenUnwinds unwinds, TimeProvider clock)
    {
        long NowMs() => clock.GetUtcNow().ToUnixTimeMilliseconds();
        Markets(feed, NowMs);
        meter.CreateObservableGauge("riskcluster.liquidation.tasks.open", () => queues.OpenCount, "{task}", "Tasks of the liquidation queues in which something can still be traded.");
        meter.CreateObservableGauge(
            "riskcluster.liquidation.tasks.oldest.age", () => queues.OldestMs is { } oldest ? Math.Max(0, NowMs() - oldest) / 1000.0 : 0, "s", "Age of the oldest open task; 0 when there is none.");
        meter.CreateObservableGauge("riskcluster.unwind.open", () => ByStatus(unwinds), "{unwind}", "Unwinds that go on, by status.");
        meter.CreateObservableGauge(
            "riskcluster.unwind.shortfall.usd", () => (double)unwinds.States.Sum(state => state.Losses.Values.Sum(loss => loss.OpenUsd())), "{USD}", "What no stage of the waterfall has covered yet.");
    }

    public void Dispose() => meter.Dispose();

    private void Markets(BoardFeed feed, Func<long> nowMs)
    {
        meter.CreateObservableGauge("riskcluster.market.age", () => Each(feed, market => market.AgeSeconds(nowMs())), "s", "How long ago a quorum of sources saw the market.");
        meter.CreateObservableGauge("riskcluster.market.sources", () => Each(feed, market => (double)market.LiveSources), "{source}", "Sources that count in the market's price.");
        meter.CreateObservableGauge("riskcluster.market.deviation.ratio", () => Each(feed, market => market.DeviationShare), "1", "The farthest source that counts from the price agreed on, as a share of it.");
        meter.CreateObservableGauge(
            "riskcluster.market.status",
            () => feed.Seen.SelectMany(market => Statuses.Select(status => new Measurement<int>(
                market.Status == status ? 1 : 0, new("underlying", market.Consensus.Underlying), new KeyValuePair<string, object?>("status", Word(status))))),
            "{market}",
            "1 for the status that the market has, 0 for those that it does not have.");
    }

    private static IEnumerable<Measurement<double>> Each(BoardFeed feed, Func<SeenMarket, double> figure) =>
        feed.Seen.Select(market => new Measurement<double>(figure(market), new KeyValuePair<string, object?>("underlying", market.Consensus.Underlying)));

    private static IEnumerable<Measurement<int>> ByStatus(OpenUnwinds unwinds)
    {
        var counts = unwinds.States.CountBy(state => state.Status).ToDictionary();
        return LiveStatuses.Select(status => new Measurement<int>(counts.GetValueOrDefault(status), new KeyValuePair<string, object?>("status", Word(status))));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
