using System.Diagnostics;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Cli.Demo;

/// <summary>Runs the ticks of the demo through the actors and the margin cycle, and keeps what the tables show.</summary>
internal sealed class DemoReplay(DemoCluster cluster, DemoSources sources, DemoTraders traders, DemoUnwinds unwinds, IReadOnlyList<string> owners)
{
    private readonly List<double> milliseconds = [];
    private readonly List<DemoMoment> moments = [];

    /// <summary>One entry an observed chain.</summary>
    public IReadOnlyList<DemoMoment> Moments => moments;

    /// <summary>Changes of an owner's state that were reported.</summary>
    public int Crossings { get; private set; }

    /// <summary>Position updates that venues posted.</summary>
    public int Updates { get; private set; }

    /// <summary>Ticks run.</summary>
    public int Ticks => milliseconds.Count;

    /// <summary>One tick: sources post, venues report trades, everybody is margined, crossings are reported, and whoever is below maintenance margin is unwound.</summary>
    public async Task Tick(int tick, MarketSnapshot[] markets)
    {
        // Trades first: a tick whose markets are known has all of its trades.
        Updates += await traders.Post(tick);
        await sources.Post(tick, markets);
        var start = Stopwatch.GetTimestamp();
        cluster.Node.Board.RunCycle();
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        Crossings += await cluster.Node.RunCycle(CancellationToken.None);
        Crossings += await unwinds.Work();
    }

    /// <summary>Keeps the state of the book at an observed chain.</summary>
    public void Record()
    {
        var view = cluster.Node.Board.View!;
        var figures = owners.Select(owner => Figure(cluster.Node.Board, owner)).ToList();
        moments.Add(new(
            view.Markets[0].Snapshot.AsOf,
            [.. view.Markets.Select(market => market.Snapshot.IndexPrice)],
            figures.Sum(figure => figure.InitialMarginUsd),
            Enum.GetValues<MarginState>().ToDictionary(state => state, state => figures.Count(figure => figure.State == state)),
            Figure(cluster.Node.Board, FollowedOwner.Name)));
    }

    /// <summary>The time from tick to last margin that a share of the ticks stayed within.</summary>
    public double PercentileMilliseconds(double share)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    private static MarginFigure Figure(RiskBoard board, string owner) =>
        board.Figure(owner) is { Figure: { } figure } ? figure : throw new InvalidOperationException($"{owner} has no margin: {board.Figure(owner)?.Problem ?? "not on the board"}");
}
