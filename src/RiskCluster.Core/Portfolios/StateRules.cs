using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Margin;
using static RiskCluster.Core.Portfolios.PortfolioRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Portfolios.PortfolioEvent, RiskCluster.Core.Portfolios.PortfolioEffect>;

namespace RiskCluster.Core.Portfolios;

/// <summary>
/// How reports of margin cycles become a state. The order of cycles decides, not the clock. Worse than restricted needs several reports in a row, each from a fresh market;
/// a stale or halted market may take new risk away and nothing else.
/// </summary>
internal static class StateRules
{
    private const int MaxConfirmations = 10;
    private const int HistoryLength = 16;

    public static Decision Report(PortfolioState state, PortfolioCommand.ReportState report, in Turn turn)
    {
        var figures = report.Figures;
        if (report.ConfirmationsNeeded is < 1 or > MaxConfirmations)
            return PortfolioMachine.Reject(ConfirmationCount, "confirmations_needed", $"{report.ConfirmationsNeeded} confirmations are not from 1 to {MaxConfirmations}");
        if (!AreBounded(figures))
            return PortfolioMachine.Reject(FigureBounds, "figures", $"equity {figures.EquityUsd}, initial {figures.InitialMarginUsd}, maintenance {figures.MaintenanceMarginUsd} USD: not within 1e18, or not 0 <= maintenance <= initial");
        if (state.Figures is { } newest && figures.Inputs.MarketSeq <= newest.Inputs.MarketSeq) return Decision.Duplicate();
        var reported = figures.State();
        return figures.Status is FigureStatus.Stale or FigureStatus.Halted ? Unsure(state, reported, figures, turn) : Sure(state, reported, report, turn);
    }

    public static Decision Record(PortfolioState state, PortfolioCommand.RecordUnwind record, in Turn turn)
    {
        if (record.UnwindId < 1) return PortfolioMachine.Reject(UnwindIdBounds, "unwind_id", $"the unwind {record.UnwindId} is less than 1");
        var isKnown = state.Unwind is { } known && (record.UnwindId < known.UnwindId || (record.UnwindId == known.UnwindId && (known.IsOver() || record.Status == known.Status)));
        return isKnown ? Decision.Duplicate() : Decision.Accept(new PortfolioEvent.UnwindRecorded(record.UnwindId, record.Status, turn.NowMs));
    }

    public static PortfolioState Apply(PortfolioState state, PortfolioEvent change) => change switch
    {
        PortfolioEvent.StateChanged changed => Enter(state, changed.State, 0, changed.Figures, changed.AtMs),
        PortfolioEvent.BreachSeen seen => Enter(state, MarginState.Restricted, seen.Reports, seen.Figures, seen.AtMs),
        PortfolioEvent.BreachConfirmed confirmed => Enter(state, confirmed.State, 0, confirmed.Figures, confirmed.AtMs),
        PortfolioEvent.StateHeld held => state with { IsHeld = true, Figures = held.Figures },
        PortfolioEvent.UnwindRecorded recorded => Recorded(state, recorded),
        _ => throw new ArgumentException($"no portfolio knows {change.GetType().Name}", nameof(change)),
    };

    private static bool AreBounded(PortfolioFigures figures) =>
        Math.Abs(figures.EquityUsd) <= DecimalBounds.MaxUsd && figures.InitialMarginUsd <= DecimalBounds.MaxUsd
        && figures.MaintenanceMarginUsd >= 0 && figures.MaintenanceMarginUsd <= figures.InitialMarginUsd;

    private static Decision Unsure(PortfolioState state, MarginState reported, PortfolioFigures figures, in Turn turn)
    {
        if (state.State == MarginState.Healthy && reported == MarginState.Restricted) return Decision.Accept(new PortfolioEvent.StateChanged(reported, figures, turn.NowMs));
        return state.IsHeld || reported == state.State ? Decision.Duplicate() : Decision.Accept(new PortfolioEvent.StateHeld(reported, figures));
    }

    private static Decision Sure(PortfolioState state, MarginState reported, PortfolioCommand.ReportState report, in Turn turn)
    {
        var figures = report.Figures;
        if (reported >= MarginState.Liquidating && state.State < MarginState.Liquidating)
        {
            var reports = state.BreachReports + 1;
            return reports >= report.ConfirmationsNeeded
                ? Decision.Accept(
                    new PortfolioEvent.BreachConfirmed(reported, figures, turn.NowMs),
                    new PortfolioEffect.StartUnwind(state.Owner, new(figures, reports, report.Market)))
                : Decision.Accept(new PortfolioEvent.BreachSeen(reports, report.ConfirmationsNeeded, figures, turn.NowMs));
        }

        return reported == state.State && state.BreachReports == 0 && !state.IsHeld
            ? Decision.Duplicate()
            : Decision.Accept(new PortfolioEvent.StateChanged(reported, figures, turn.NowMs));
    }

    // An owner whose unwind ended must be able to be found in breach again, and is watched until a cycle has said otherwise.
    private static PortfolioState Recorded(PortfolioState state, PortfolioEvent.UnwindRecorded recorded)
    {
        var next = state with { Unwind = new(recorded.UnwindId, recorded.Status) };
        return recorded.Status is UnwindStatus.Recovered or UnwindStatus.Aborted && state.State >= MarginState.Liquidating && state.Figures is { } figures
            ? Enter(next, MarginState.Restricted, 0, figures, recorded.AtMs)
            : next;
    }

    private static PortfolioState Enter(PortfolioState state, MarginState entered, int breachReports, PortfolioFigures figures, long atMs) => state with
    {
        State = entered,
        BreachReports = breachReports,
        IsHeld = false,
        Figures = figures,
        History = entered == state.State ? state.History : Shortened(state.History.Add(new(entered, figures.Inputs.MarketSeq, atMs))),
    };

    private static ImmutableArray<StateChange> Shortened(ImmutableArray<StateChange> history) =>
        history.Length <= HistoryLength ? history : history.RemoveRange(0, history.Length - HistoryLength);
}
