using System.Collections.Immutable;
using RiskCluster.Risk.Language.Components;

namespace RiskCluster.Risk.Language;

/// <summary>Runs the components of a model over one case (MRG-2, MRG-6): the worst scenario of each coin, what is added to it and taken off, its factors, and the charges.</summary>
internal static class ModelEvaluation
{
    private const string Scan = "scan";

    public static ModelMargin Run(MarginCase margin)
    {
        var scans = margin.Books.Select(book => ScanOf(margin, book)).ToList();
        var requirement = margin.Document.Single<ScanRequirement>() ?? ScanRequirement.Plain;
        var initialFactor = requirement.InitialFactor + margin.Document.All<IScanFactor>().Sum(entry => entry.Component.InitialExtra(margin));
        var components = new List<ComponentMargin>();
        foreach (var (name, amount) in ScanParts(margin, scans)) components.Add(new(name, initialFactor * amount, requirement.MaintenanceFactor * amount));
        foreach (var charge in margin.Document.All<ICharge>())
        {
            var (initial, maintenance) = charge.Component.IsScanned ? (initialFactor, requirement.MaintenanceFactor) : (1, 1);
            foreach (var amount in charge.Component.Charge(charge.Name, margin)) components.Add(new(amount.Name, amount.Initial * initial, amount.Maintenance * maintenance));
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
            [.. scans.SelectMany(scan => scan.Outcomes).Select(outcome => new ScenarioPnl(outcome.Name, outcome.Pnl))],
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
        return new(book, outcomes, worst is { Pnl: < 0 } ? worst : null);
    }

    /// <summary>
    /// max(floor, loss + additions - credits), summed over coins, in parts that add up: additions and credits under their own names, the rest, floors included, as the scan.
    /// </summary>
    private static IEnumerable<(string Name, double Amount)> ScanParts(MarginCase margin, List<BookScan> scans)
    {
        var additions = margin.Document.All<IScanAddition>().Select(entry => (entry.Name, Amounts: scans.Select(scan => entry.Component.Addition(margin, scan.Book)).ToArray())).ToList();
        var credits = margin.Document.All<IScanCredit>().Select(entry => (entry.Name, Amounts: entry.Component.Credits(margin, scans))).ToList();
        var total = scans.Select((scan, b) => Math.Max(
            margin.Document.All<IScanFloor>().Sum(entry => entry.Component.Floor(margin, scan.Book)),
            scan.Loss + additions.Sum(part => part.Amounts[b]) - credits.Sum(part => part.Amounts[b]))).Sum();
        var added = additions.Sum(part => part.Amounts.Sum());
        var credited = credits.Sum(part => part.Amounts.Sum());
        yield return (Scan, total - added + credited);
        foreach (var (name, amounts) in additions) yield return (name, amounts.Sum());
        foreach (var (name, amounts) in credits) yield return (name, -amounts.Sum());
    }

    private static string? WorstName(List<BookScan> scans)
    {
        var names = scans.Where(scan => scan.Worst is not null).Select(scan => scan.Worst!.Name).ToList();
        return names.Count == 0 ? null : string.Join("; ", names);
    }

    private static ImmutableArray<LineContribution> Contributions(MarginCase margin, List<BookScan> scans) =>
        [.. margin.LineNames.Select((name, line) => new LineContribution(name, scans.Sum(scan => scan.Worst?.PnlByLine[line] ?? 0)))];
}
