using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using static RiskCluster.Core.Unwinds.UnwindRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;

namespace RiskCluster.Core.Unwinds;

/// <summary>What a liquidation may rest on. A breach on weak evidence is not lost: its unwind begins held, and goes on when evidence comes that carries it.</summary>
internal static class EvidenceRules
{
    public static Decision Start(UnwindState state, BreachEvidence evidence, in Turn turn)
    {
        if (OutOfBounds(evidence.Figures) is { } refusal) return refusal;
        if (evidence.Figures.State() < MarginState.Liquidating) return Sound(evidence.Figures);
        if (state.IsLive || evidence.Figures.Inputs.MarketSeq <= state.MarketSeq) return Decision.Duplicate();
        var unwindId = state.UnwindId + 1;
        var weakness = Weakness(state.Rules, evidence, turn);
        return Decision.Accept(
            new UnwindEvent.UnwindStarted(unwindId, evidence, weakness?.Detail, turn.NowMs),
            new UnwindEffect.RecordUnwind(state.Owner, unwindId, weakness is null ? UnwindStatus.AwaitingPlan : UnwindStatus.Held));
    }

    public static Decision Resume(UnwindState state, UnwindCommand.Resume resume, in Turn turn)
    {
        var evidence = resume.Evidence;
        if (OutOfBounds(evidence.Figures) is { } refusal) return refusal;
        if (!state.IsLive) return UnwindMachine.Reject(UnknownUnwind, null, $"'{state.Owner}' has no unwind");
        if (state.Status is UnwindStatus.AwaitingPlan or UnwindStatus.Running) return Decision.Duplicate();
        if (state.Status is not (UnwindStatus.Held or UnwindStatus.Stopped)) return UnwindMachine.Misplaced(state);
        if (Weakness(state.Rules, evidence, turn) is { } weakness) return UnwindMachine.Reject(weakness.Rejection, "evidence", weakness.Detail);
        return Decision.Accept(new UnwindEvent.UnwindResumed(evidence, resume.By, turn.NowMs), new UnwindEffect.RecordUnwind(state.Owner, state.UnwindId, UnwindStatus.AwaitingPlan));
    }

    /// <summary>Null when the figures are numbers that a margin may be.</summary>
    public static Decision? OutOfBounds(PortfolioFigures figures) =>
        Math.Abs(figures.EquityUsd) <= DecimalBounds.MaxUsd && figures.InitialMarginUsd <= DecimalBounds.MaxUsd
        && figures.MaintenanceMarginUsd >= 0 && figures.MaintenanceMarginUsd <= figures.InitialMarginUsd
            ? null
            : UnwindMachine.Reject(FigureBounds, "figures", $"equity {figures.EquityUsd}, initial {figures.InitialMarginUsd}, maintenance {figures.MaintenanceMarginUsd} USD: not within 1e18, or not 0 <= maintenance <= initial");

    /// <summary>Null when figures are from a live market and young enough to act on.</summary>
    public static (UnwindRejection Rejection, string Detail)? Weakness(UnwindRules rules, PortfolioFigures figures, in Turn turn)
    {
        if (figures.Status is FigureStatus.Stale or FigureStatus.Halted) return (EvidenceWeak, $"the market is {Reasons.Of(figures.Status)}");
        return Expiry(rules, figures.Inputs, turn);
    }

    /// <summary>Null when young enough to act on.</summary>
    public static (UnwindRejection Rejection, string Detail)? Expiry(UnwindRules rules, FigureInputs inputs, in Turn turn) =>
        turn.NowMs - inputs.TimestampMs > rules.MaxEvidenceAgeMs
            ? (EvidenceExpired, $"computed {turn.NowMs - inputs.TimestampMs} ms ago, at most {rules.MaxEvidenceAgeMs} may pass")
            : null;

    private static Decision Sound(PortfolioFigures figures) =>
        UnwindMachine.Reject(NotBreached, "evidence", $"equity of {figures.EquityUsd} USD covers the maintenance margin of {figures.MaintenanceMarginUsd}");

    private static (UnwindRejection Rejection, string Detail)? Weakness(UnwindRules rules, BreachEvidence evidence, in Turn turn)
    {
        if (Weakness(rules, evidence.Figures, turn) is { } weakness) return weakness;
        if (evidence.Market is not { } market) return (EvidenceWeak, "how well founded the prices are is not known");
        if (market.Sources < rules.MinSources) return (EvidenceWeak, $"a price rests on {market.Sources} sources, {rules.MinSources} are needed");
        if (market.DeviationShare > rules.MaxDeviationShare) return (EvidenceWeak, $"sources deviate by {market.DeviationShare}, at most {rules.MaxDeviationShare} they may");
        return evidence.Confirmations < rules.MinConfirmations ? (EvidenceWeak, $"{evidence.Confirmations} reports found the breach, {rules.MinConfirmations} are needed") : null;
    }
}
