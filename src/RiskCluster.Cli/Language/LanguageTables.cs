using RiskCluster.Cli.Output;
using Spectre.Console;

namespace RiskCluster.Cli.Language;

/// <summary>Margins of a model of the language for people.</summary>
internal static class LanguageTables
{
    public static void Write(IAnsiConsole console, LanguageReport report, bool explain)
    {
        var table = Terminal.Table($"{report.Document.Name} {report.Document.Version}", "portfolio", "unit", "#mark value", "#initial margin", "#maintenance", "#excess IM", "#excess MM", "worst scenario");
        foreach (var margin in report.Accounts.Concat(report.Owners))
        {
            var figure = margin.Margin;
            Terminal.Row(
                table,
                margin.Key,
                figure.Unit,
                Amount(figure.MarkValue, figure.Unit),
                Amount(figure.InitialMargin, figure.Unit),
                Amount(figure.MaintenanceMargin, figure.Unit),
                Amount(figure.InitialExcess, figure.Unit),
                Amount(figure.MaintenanceExcess, figure.Unit),
                figure.WorstScenario ?? "none loses");
        }

        console.Write(table);
        if (!explain) return;
        foreach (var margin in report.Accounts.Concat(report.Owners)) WriteExplanation(console, margin);
    }

    private static void WriteExplanation(IAnsiConsole console, LanguageMargin margin)
    {
        var unit = margin.Margin.Unit;
        var components = Terminal.Table($"{margin.Key}: components ({unit})", "component", "#initial", "#maintenance");
        foreach (var component in margin.Margin.Components) Terminal.Row(components, component.Name, Amount(component.Initial, unit), Amount(component.Maintenance, unit));
        console.Write(components);
        var scenarios = Terminal.Table($"{margin.Key}: scenarios ({unit})", "scenario", "#P&L");
        foreach (var scenario in margin.Margin.Scenarios.OrderBy(scenario => scenario.Pnl)) Terminal.Row(scenarios, scenario.Name, Amount(scenario.Pnl, unit));
        console.Write(scenarios);
        var lines = Terminal.Table($"{margin.Key}: P&L in the worst scenario ({unit})", "position", "#P&L");
        foreach (var line in margin.Margin.Contributions.OrderBy(line => line.Pnl)) Terminal.Row(lines, line.Name, Amount(line.Pnl, unit));
        console.Write(lines);
    }

    private static string Amount(double amount, string unit) => unit == "USD" ? Format.Price(amount) : FormattableString.Invariant($"{amount:#,##0.00000000}");
}
