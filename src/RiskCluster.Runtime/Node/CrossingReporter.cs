using System.Collections.Concurrent;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>
/// Tells owners' portfolios that they have crossed a line, and tells the board where the portfolio stands then: as long as the two differ, the next cycle reports again. So a
/// breach is confirmed by newer cycles, and a report that is lost is made again.
/// </summary>
internal sealed class CrossingReporter : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly RiskBoard.RiskBoard board;
    private readonly IActors actors;
    private readonly int confirmationsNeeded;
    private readonly DecisionSwitch decisions;
    private readonly TimeProvider clock;
    private readonly Func<bool> mayDecide;
    private readonly ConcurrentDictionary<string, bool> heldBack = new(StringComparer.Ordinal);

    /// <summary>A reporter of a board's crossings.</summary>
    public CrossingReporter(RiskBoard.RiskBoard board, IActors actors, int confirmationsNeeded, DecisionSwitch decisions, TimeProvider clock, Func<bool> mayDecide)
    {
        (this.board, this.actors, this.confirmationsNeeded, this.decisions, this.clock, this.mayDecide) = (board, actors, confirmationsNeeded, decisions, clock, mayDecide);
        decisions.Resumed += LookAgain;
    }

    /// <summary>Follows the switch no more.</summary>
    public void Dispose() => decisions.Resumed -= LookAgain;

    /// <summary>Reports crossings as they come, until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            await foreach (var crossing in board.Crossings.ReadAll(cancellation))
            {
                var isFresh = mayDecide();
                while (!mayDecide()) await Task.Delay(Pause, clock, cancellation);
                await Report(crossing, isFresh, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Closing down: what is not reported is found again by the next process's first cycle.
        }
    }

    /// <summary>Reports what waits, and returns.</summary>
    /// <returns>How many were reported.</returns>
    public async ValueTask<int> Drain(CancellationToken cancellation)
    {
        var count = 0;
        while (mayDecide() && board.Crossings.TryTake(out var crossing))
        {
            await Report(crossing, isFresh: true, cancellation);
            count++;
        }

        return count;
    }

    // What has waited is no longer true: then the board only learns again where the portfolio stands, and the next cycle reports any difference.
    private async ValueTask Report(Crossing crossing, bool isFresh, CancellationToken cancellation)
    {
        if (decisions.IsOff && crossing.State >= MarginState.Liquidating)
        {
            heldBack[crossing.Owner] = true;
            return;
        }

        heldBack.TryRemove(crossing.Owner, out _);
        var figures = new PortfolioFigures(
            UsdRounding.Equity(crossing.Figure.EquityUsd),
            UsdRounding.Requirement(crossing.Figure.InitialMarginUsd),
            UsdRounding.Requirement(crossing.Figure.MaintenanceMarginUsd),
            crossing.Status,
            crossing.Inputs);
        var id = MessageId.Keyed("board", $"{crossing.Inputs.MarketSeq}");
        var portfolio = actors.Portfolio(crossing.Owner);
        try
        {
            if (isFresh) await portfolio.Tell(new(id, new PortfolioCommand.ReportState(figures, confirmationsNeeded, crossing.Evidence)), cancellation);
            board.Expect(crossing.Owner, (await portfolio.Read(fenced: false, cancellation)).State.State);
        }
        catch (ActorUnavailableException)
        {
            await Task.Delay(Pause, clock, cancellation);
            // Where the portfolio stands is not known: as healthy it is reported again for whatever else it is.
            board.Expect(crossing.Owner, MarginState.Healthy);
        }
    }

    // Whoever crossed meanwhile is told to be healthy, so that the next cycle reports what it is then.
    private void LookAgain()
    {
        foreach (var owner in heldBack.Keys)
            if (heldBack.TryRemove(owner, out _))
                board.Expect(owner, MarginState.Healthy);
    }
}
