using RiskCluster.Cli.Margining;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Plot;

/// <summary>From the accounts' own margins over what netting saves to the owner's margin, and what that consists of.</summary>
internal static class WaterfallPanel
{
    private const double TitleHeight = 52;
    private const double RowHeight = 26;
    private const double BarHeight = 16;
    private const double LabelWidth = 250;
    private const double ValueWidth = 90;
    private const double RightMargin = 24;
    private const int MostAccounts = 8;
    private const int LongestLabel = 34;

    private const string Account = "#9fb3c8";
    private const string Sum = "#486581";
    private const string Saved = "#3f9142";
    private const string Netted = "#102a43";
    private const string Part = "#d9822b";

    /// <summary>How high the panel of an owner is.</summary>
    public static double HeightOf(OwnerReport owner) => TitleHeight + RowHeight * Bars(owner).Count + 12;

    /// <summary>Draws the panel with its upper edge at <paramref name="top"/>.</summary>
    public static void Draw(SvgWriter svg, OwnerReport owner, double top, double width)
    {
        var figure = owner.Netted.Figure;
        svg.Text(24, top + 18, "Netting and margin, USD", 15, bold: true);
        svg.Text(
            24,
            top + 36,
            $"equity {PlotNumbers.Usd(figure.EquityUsd)}, excess over initial margin {PlotNumbers.Usd(figure.InitialExcessUsd)}, over maintenance margin {PlotNumbers.Usd(figure.MaintenanceExcessUsd)}: {MarginTables.StateName(figure.State)}",
            12,
            fill: SvgWriter.Faint);
        var bars = Bars(owner);
        var left = 24 + LabelWidth;
        var largest = bars.Max(bar => Math.Max(bar.FromUsd, bar.ToUsd));
        var scale = largest > 0 ? (width - left - ValueWidth - RightMargin) / largest : 0;
        for (var i = 0; i < bars.Count; i++)
        {
            var (label, from, to, colour) = bars[i];
            var y = top + TitleHeight + i * RowHeight;
            var start = left + scale * Math.Min(from, to);
            var length = Math.Max(1, scale * Math.Abs(to - from));
            svg.Text(left - 12, y + BarHeight - 3, label, anchor: "end");
            svg.Rectangle(start, y, length, BarHeight, colour);
            svg.Text(start + length + 8, y + BarHeight - 3, PlotNumbers.Usd(to - from));
        }

        svg.Line(left, top + TitleHeight - 6, left, top + TitleHeight + RowHeight * bars.Count - 4, SvgWriter.Faint);
    }

    private static List<(string Label, double FromUsd, double ToUsd, string Colour)> Bars(OwnerReport owner)
    {
        var bars = new List<(string, double, double, string)>();
        var runningUsd = 0.0;
        foreach (var (label, usd) in Accounts(owner))
        {
            bars.Add((label, runningUsd, runningUsd + usd, Account));
            runningUsd += usd;
        }

        bars.Add(("standalone sum", 0, owner.StandaloneInitialUsd, Sum));
        bars.Add(("saved by netting", owner.StandaloneInitialUsd, owner.Netted.Figure.InitialMarginUsd, Saved));
        bars.AddRange(owner.Netted.Waterfall.Select(step => (step.Name.Replace('_', ' '), 0.0, step.Usd, IsMargin(step) ? Netted : Part)));
        return bars;
    }

    private static IEnumerable<(string Label, double Usd)> Accounts(OwnerReport owner)
    {
        var shown = owner.Accounts.Count <= MostAccounts ? owner.Accounts.Count : MostAccounts - 1;
        foreach (var account in owner.Accounts.Take(shown)) yield return (Shortened(account.Key), account.Figure.InitialMarginUsd);
        if (shown < owner.Accounts.Count) yield return ($"{owner.Accounts.Count - shown} other accounts", owner.Accounts.Skip(shown).Sum(account => account.Figure.InitialMarginUsd));
    }

    private static bool IsMargin(MarginStep step) => step.Name.EndsWith("_margin", StringComparison.Ordinal);

    private static string Shortened(string label) => label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)] + "…";
}
