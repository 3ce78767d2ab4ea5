using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>
/// Drives the unwinds that go on here: looks at each after every margin cycle, and does what it waits for. It decides nothing: whatever it sends may be lost, late or wrong, and
/// the unwind refuses what its rules do not allow. So it keeps no state of its own; after a restart it goes on with the unwinds that the journal brings back.
/// </summary>
internal sealed class UnwindDesk(IActors actors, RiskBoard.RiskBoard board, UnwindMoves moves, OpenUnwinds open, int atOnce, TimeProvider clock, TimeSpan every, Func<bool> mayDecide)
{
    /// <summary>Owners whose unwinds go on, or whose legs are still out.</summary>
    public int OpenCount => open.Count;

    /// <summary>Drives again and again, until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation)) await Drive(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Closing down: the next process goes on.
        }
    }

    /// <summary>Makes at most one move for every open unwind, a few at the same time.</summary>
    /// <returns>How many moves were accepted.</returns>
    public async ValueTask<int> Drive(CancellationToken cancellation)
    {
        if (open.Count == 0 || board.View is not { } view || !mayDecide()) return 0;
        var moved = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(open.Owners, options, async (owner, cancelled) =>
        {
            if (await Drive(owner, view, cancelled)) Interlocked.Increment(ref moved);
        });
        return moved;
    }

    private async ValueTask<bool> Drive(string owner, BoardView view, CancellationToken cancellation)
    {
        try
        {
            var unwind = (await actors.Unwind(owner).Read(fenced: false, cancellation)).State;
            if (!unwind.IsLive || unwind.Status == UnwindStatus.Covering || board.Figure(owner) is not { Figure: { } margin } figure) return false;
            var figures = new PortfolioFigures(
                UsdRounding.Equity(margin.EquityUsd), UsdRounding.Requirement(margin.InitialMarginUsd), UsdRounding.Requirement(margin.MaintenanceMarginUsd), figure.Status, figure.Inputs);
            var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (await moves.Next(unwind, figures, figure.Evidence, view, nowMs, cancellation) is not { } command) return false;
            return await Tell(unwind, command, view.MarketSeq, cancellation);
        }
        catch (ActorUnavailableException)
        {
            // Looked at again after the next cycle.
            return false;
        }
        catch (UnpricedInstrumentException)
        {
            // No plan without a price: it waits for the market.
            return false;
        }
    }

    private async ValueTask<bool> Tell(UnwindState unwind, UnwindCommand command, long marketSeq, CancellationToken cancellation)
    {
        var answer = await actors.Unwind(unwind.Owner).Tell(new(Id(unwind, command, marketSeq), command), cancellation);
        if (command is not UnwindCommand.AcceptPlan || answer.Problem is not { } problem || !UnwindMoves.IsHopeless(problem)) return answer.Status == AnswerStatus.Accepted;
        var stop = new UnwindCommand.Stop($"no plan is accepted: {problem.Reason}");
        return (await actors.Unwind(unwind.Owner).Tell(new(Id(unwind, stop, marketSeq), stop), cancellation)).Status == AnswerStatus.Accepted;
    }

    // Of one state and one cycle each move is made once; what was accepted has changed the state.
    private static MessageId Id(UnwindState unwind, UnwindCommand command, long marketSeq) => MessageId.Keyed(UnwindMoves.Name, $"{command.GetType().Name}.{unwind.Seq}.{marketSeq}");
}
