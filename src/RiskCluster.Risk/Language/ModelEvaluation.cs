using System.Collections.Immutable;
using RiskCluster.Risk.Language.Components;

namespace RiskCluster.Risk.Language;

/// <summary>Runs the components of a model over one case (MRG-2, MRG-6): the worst scenario of each coin, its factors, and the charges.</summary>
internal static class ModelEvaluation
{
    private const string Scan = "scan";

    public static ModelMargin Run(MarginCase margin)
    {
        var scans = margin.Books.Select(book => ScanOf(margin, book)).ToList();
        var requirement = margin.Document.Single<ScanRequirement>() ?? ScanRequirement.Plain;
        var initialFactor = requirement.InitialFactor + margin.Document.All<IScanFactor>().Sum(entry => entry.Component.InitialExtra(margin));
        var components = new List<ComponentMargin> { new(Scan, initialFactor * scans.Sum(scan => scan.Loss), requirement.MaintenanceFactor * scans.Sum(scan => scan.Loss)) };
        foreach (var charge in margin.Document.All<ICharge>())
        {
            var (initial, maintenance) = charge.Component.IsScanned ? (initialFactor, requirement.MaintenanceFactor) : (1, 1);
            components.AddRange(charge.Component.Charge(charge.Name, margin).Select(amount => new ComponentMargin(amount.Name, amount.Initial * initial, amount.Maintenance * maintenance)));
        }

        var initialMargin = components.Sum(component => component.Initial);
        var maintenanceMargin = components.Sum(component => component.Maintenance);
        if (!double.IsFinite(initialMargin) || !double.IsFinite(maintenanceMargin) || !double.IsFinite(margin.MarkValue))
            throw new ModelInputException(margin.Portfolio.Key, "has no finite margin in this market");
        return new(
            margin.Valuation.IsInCoin ? margin.Market.Underlyings.Keys.First() : "USD",
            margin.MarkValue,
            initialMargin,
            maintenanceMargin,
            WorstName(scans),
            [.. scans.SelectMany(scan => scan.Scenarios)],
            [.. components],
            Contributions(margin, scans));
    }

    private static BookScan ScanOf(MarginCase margin, UnderlyingBook book)
    {
        var prefix = margin.Books.Length > 1 ? $"{book.Quote.Underlying}: " : "";
        var offset = margin.Document.Single<IGainOffset>();
        var outcomes = margin.Document.All<IScenarioSource>()
            .SelectMany(source => source.Component.Run(source.Name, margin, book))
            .Select(outcome => outcome with { Name = prefix + outcome.Name, Pnl = offset?.Counted(margin, outcome.Pnl) ?? outcome.Pnl })
            .ToList();
        var worst = outcomes.Count == 0 ? null : outcomes.MinBy(outcome => outcome.Pnl);
        var floor = margin.Document.All<IScanFloor>().Sum(entry => entry.Component.Floor(margin, book));
        return new(worst is { Pnl: < 0 } ? worst : null, Math.Max(floor, -(worst?.Pnl ?? 0)), [.. outcomes.Select(outcome => new ScenarioPnl(outcome.Name, outcome.Pnl))]);
    }

    private static string? WorstName(List<BookScan> scans)
    {
        var names = scans.Where(scan => scan.Worst is not null).Select(scan => scan.Worst!.Name).ToList();
        return names.Count == 0 ? null : string.Join("; ", names);
    }

    private static ImmutableArray<LineContribution> Contributions(MarginCase margin, List<BookScan> scans) =>
        [.. margin.LineNames.Select((name, line) => new LineContribution(name, scans.Sum(scan => scan.Worst?.PnlByLine[line] ?? 0)))];

    private sealed record BookScan(ScenarioOutcome? Worst, double Loss, ImmutableArray<ScenarioPnl> Scenarios);
}
