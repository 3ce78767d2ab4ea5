using System.Diagnostics;
using RiskCluster.Cli.Margining;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Demo;

/// <summary>Runs the ticks of the demo through the margin cycle and keeps what the tables show.</summary>
internal sealed class DemoReplay(MarginDesk desk)
{
    private readonly List<double> milliseconds = [];
    private readonly List<DemoMoment> moments = [];
    private readonly int[] owners = [.. desk.Accounts.Select(account => account.Owner).Distinct().Select(desk.OwnerPortfolio)];

    /// <summary>One entry an observation.</summary>
    public IReadOnlyList<DemoMoment> Moments => moments;

    /// <summary>State changes of owners over all ticks.</summary>
    public int Crossings { get; private set; }

    /// <summary>Portfolios computed again in double over all ticks.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Ticks run.</summary>
    public int Ticks => milliseconds.Count;

    /// <summary>One tick: from the published snapshots to the last margin.</summary>
    public void Tick(MarketSnapshot[] markets)
    {
        var start = Stopwatch.GetTimestamp();
        desk.Cycle.Run(markets);
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        Confirmed += desk.Cycle.ConfirmedCount;
        foreach (var portfolio in desk.Cycle.Crossings)
            if (owners.Contains(portfolio))
                Crossings++;
    }

    /// <summary>Keeps the state of the book at an observation.</summary>
    public void Record(IReadOnlyList<MarketSnapshot> markets)
    {
        var figures = owners.Select(desk.Cycle.Figure).ToList();
        moments.Add(new(
            markets[0].AsOf,
            [.. markets.Select(market => market.IndexPrice)],
            figures.Sum(figure => figure.InitialMarginUsd),
            Enum.GetValues<MarginState>().ToDictionary(state => state, state => figures.Count(figure => figure.State == state)),
            desk.Cycle.Figure(desk.OwnerPortfolio(FollowedOwner.Name))));
    }

    /// <summary>The time from tick to last margin that a share of the ticks stayed within.</summary>
    public double PercentileMilliseconds(double share)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
