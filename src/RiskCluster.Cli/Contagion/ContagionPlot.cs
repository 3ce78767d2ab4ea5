using System.Globalization;
using RiskCluster.Cli.Output;
using RiskCluster.Cli.Plot;
using RiskCluster.Risk.Contagion;

namespace RiskCluster.Cli.Contagion;

/// <summary>The picture of a run: what venues, owners and others have lost by each round, and what the pools are worth then.</summary>
internal static class ContagionPlot
{
    private const double Width = 1000;
    private const double Left = 190;
    private const double BarsWidth = 560;
    private const double Top = 92;
    private const double RowHeight = 34;
    private const double BarHeight = 20;
    private static readonly (ContagionNodeKind Kind, string Fill)[] Kinds =
        [(ContagionNodeKind.Venue, "#c0392b"), (ContagionNodeKind.Owner, "#2b6cb0"), (ContagionNodeKind.Other, "#8a94a0")];

    /// <summary>The picture as SVG.</summary>
    public static string Draw(ContagionResult result)
    {
        using var svg = new SvgWriter(Width, Top + RowHeight * result.Rounds.Length + 20, $"Contagion: {result.Shock.Name}");
        svg.Text(24, 30, $"Contagion: {result.Shock.Name}", 20, bold: true);
        svg.Text(24, 50, $"{result.DefaultCount} defaults, {Format.Usd(result.TotalLossUsd)} USD lost, {Format.Percent(result.SystemicLossShare)} systemic", fill: SvgWriter.Faint);
        for (var k = 0; k < Kinds.Length; k++)
        {
            svg.Rectangle(Left + 90 * k, 64, 12, 12, Kinds[k].Fill);
            svg.Text(Left + 90 * k + 18, 74, ContagionTables.Word(Kinds[k].Kind));
        }

        var most = Math.Max(result.Rounds.Max(round => round.LossesUsd.Sum()), 1e-300);
        for (var r = 0; r < result.Rounds.Length; r++) Row(svg, result, result.Rounds[r], Top + RowHeight * r, most);
        return svg.Finish();
    }

    private static void Row(SvgWriter svg, ContagionResult result, ContagionRound round, double y, double most)
    {
        svg.Text(24, y + 15, round.Number == 0 ? "shock" : $"round {round.Number}: {round.Defaults.Length} default{(round.Defaults.Length == 1 ? "" : "s")}");
        var x = Left;
        foreach (var (kind, fill) in Kinds)
        {
            var width = BarsWidth * Enumerable.Range(0, round.LossesUsd.Length).Where(i => result.Nodes[i].Kind == kind).Sum(i => Math.Max(0, round.LossesUsd[i])) / most;
            if (width > 0) svg.Rectangle(x, y, width, BarHeight, fill);
            x += width;
        }

        svg.Text(x + 8, y + 15, Format.Usd(round.LossesUsd.Sum()), fill: SvgWriter.Faint);
        var prices = result.Pools.Select((pool, k) => $"{pool.Name} {round.Prices[k].ToString("0.000", CultureInfo.InvariantCulture)}");
        svg.Text(Width - 24, y + 15, string.Join("  ", prices.Take(3)), anchor: "end", fill: SvgWriter.Faint);
    }
}
