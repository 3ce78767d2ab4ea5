using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Scenarios as a list of moves, each a full revaluation (SCN-1, SCN-2, SCN-3, SCN-6).</summary>
/// <remarks>
/// P&amp;L = dampening * (sum over expiries of (discounted shocked value - mark) + linear P&amp;L + risk-cancelling collateral). In a skew scenario an expiry counts
/// -|P&amp;L|: the same rotation the other way round is as likely. Derive v2, PMRM 2.
/// </remarks>
/// <param name="Moves">In the order in which ties are broken.</param>
internal sealed record StressScenarios(ImmutableArray<StressMove> Moves) : IScenarioSource, IDemanding
{
    public static StressScenarios Read(RiskModelNode node) => new(node.Objects("moves", minimalCount: 1, StressMove.Read));

    public string? Missing(ModelDocument document)
    {
        var unknown = Moves.FirstOrDefault(move => move.Vol != VolMove.None && !document.All<IVolShock>().Any(shock => shock.Component.Knows(move.Vol)));
        return unknown is null ? null : $"has a move with vol {unknown.Vol.ToString().ToLowerInvariant()}, but no component of the model knows that move";
    }

    public IEnumerable<ScenarioOutcome> Run(string name, MarginCase margin, UnderlyingBook book) => Moves.Select(move => Run(margin, book, move));

    private static ScenarioOutcome Run(MarginCase margin, UnderlyingBook book, StressMove move)
    {
        var lines = new double[margin.LineNames.Length];
        foreach (var expiry in book.Expiries)
        {
            RevalueOptions(margin, expiry, move, lines);
            foreach (var future in expiry.Futures) lines[future.Line] = margin.Valuation.LinearPnl(future, expiry.VariableForwardUsd, move.SpotRatio);
        }

        foreach (var perpetual in book.Perpetuals) lines[perpetual.Line] = margin.Valuation.LinearPnl(perpetual, perpetual.MarkPriceUsd, move.SpotRatio);
        foreach (var line in book.Collateral) lines[line.Line] = line.Value * (move.SpotRatio - 1);
        for (var i = 0; i < lines.Length; i++) lines[i] *= move.Dampening;
        return new(move.Name, lines, lines.Sum());
    }

    private static void RevalueOptions(MarginCase margin, ExpiryBook book, StressMove move, double[] lines)
    {
        var shock = margin.Document.All<IVolShock>().FirstOrDefault(shock => shock.Component.Knows(move.Vol)).Component;
        foreach (var option in book.Options)
        {
            var vol = move.Vol == VolMove.None ? option.VolAnnual : shock!.Shocked(book, option, move.Vol);
            lines[option.Line] = margin.Valuation.OptionValue(book, option, move.SpotRatio, vol);
        }

        var shocked = book.Options.Sum(option => lines[option.Line]);
        var factor = margin.Document.Single<IExpiryDiscount>()?.Factor(book, shocked) ?? 1;
        var pnl = book.Options.Sum(option => lines[option.Line] * factor - option.MarkValue);
        var sign = move.IsSkew && pnl > 0 ? -1 : 1;
        foreach (var option in book.Options) lines[option.Line] = sign * (lines[option.Line] * factor - option.MarkValue);
    }
}
