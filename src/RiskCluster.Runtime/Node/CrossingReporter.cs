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
internal sealed class CrossingReporter(RiskBoard.RiskBoard board, IActors actors, int confirmationsNeeded, TimeProvider clock, Func<bool> mayDecide)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

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
}
