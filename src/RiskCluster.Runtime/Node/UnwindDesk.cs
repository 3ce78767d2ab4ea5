using System.Collections.Concurrent;
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
internal sealed class UnwindDesk(IActors actors, RiskBoard.RiskBoard board, UnwindMoves moves, OpenUnwinds open, Func<bool> mayDecide, int atOnce, TimeProvider clock, TaskScheduler scheduler, TimeSpan every)
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
        var owners = new ConcurrentQueue<string>(open.Owners);
        var movers = Enumerable.Range(0, Math.Min(atOnce, owners.Count))
            .Select(_ => Task.Factory.StartNew(() => Drive(owners, view, cancellation), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap());
        return (await Task.WhenAll(movers)).Sum();
    }

    // One of those who share the owners out between them.
    private async Task<int> Drive(ConcurrentQueue<string> owners, BoardView view, CancellationToken cancellation)
    {
        var moved = 0;
        while (owners.TryDequeue(out var owner))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await Drive(owner, view, cancellation)) moved++;
        }

        return moved;
    }

    private async ValueTask<bool> Drive(string owner, BoardView view, CancellationToken cancellation)
    {
        try
        {
            var unwind = (await actors.Unwind(owner).Read(fenced: false, cancellation)).State;
            if (!unwind.IsLive || unwind.Status == UnwindStatus.Covering || board.DecidingFigure(owner) is not { Figure: { } margin } figure) return false;
            var figures = new PortfolioFigures(
                UsdRounding.Equity(margin.EquityUsd), UsdRounding.Requirement(margin.InitialMarginUsd), UsdRounding.Requirement(margin.MaintenanceMarginUsd), figure.Status, figure.Inputs);
            var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (await moves.Next(unwind, figures, figure.Evidence, view, nowMs, cancellation) is not { } command) return false;
            using var trace = RuntimeMeters.Traces.StartActivity("unwind.move");
            trace?.SetTag("riskcluster.unwind.command", command.GetType().Name);
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
