using RiskCluster.Host.Figures;

namespace RiskCluster.Cli.Plot;

/// <summary>Profit and loss over spot moves (across) and vol moves (up), losses red and gains blue, every cell with its value.</summary>
internal static class HeatmapPanel
{
    public const double Height = 474;
    private const double TitleHeight = 46;
    private const double AxisWidth = 92;
    private const double CellHeight = 40;
    private const double RightMargin = 24;

    // The ends and the middle of a blue-white-red scale that the colour-blind can tell apart (ColorBrewer RdBu).
    private static readonly (double R, double G, double B) Loss = (178, 24, 43);
    private static readonly (double R, double G, double B) Nothing = (247, 247, 247);
    private static readonly (double R, double G, double B) Gain = (33, 102, 172);

    /// <summary>Draws the panel with its upper edge at <paramref name="top"/>.</summary>
    public static void Draw(SvgWriter svg, PnlGrid grid, double top, double width)
    {
        svg.Text(24, top + 18, "Profit and loss over spot and volatility, USD", 15, bold: true);
        svg.Text(24, top + 36, $"full revaluation at once; {grid.Moving}", 12, fill: SvgWriter.Faint);
        var cellWidth = (width - AxisWidth - RightMargin) / grid.SpotMoves.Length;
        var left = AxisWidth;
        var first = top + TitleHeight;
        var largest = grid.PnlUsd.Max(row => row.Max(Math.Abs));
        for (var v = 0; v < grid.VolMoves.Length; v++)
        {
            // The highest vol stands on top.
            var y = first + (grid.VolMoves.Length - 1 - v) * CellHeight;
            svg.Text(left - 10, y + CellHeight / 2 + 4, PlotNumbers.Move(grid.VolMoves[v]), anchor: "end");
            for (var s = 0; s < grid.SpotMoves.Length; s++) Cell(svg, left + s * cellWidth, y, cellWidth, grid.PnlUsd[v][s], largest);
        }

        var bottom = first + grid.VolMoves.Length * CellHeight;
        for (var s = 0; s < grid.SpotMoves.Length; s++)
            svg.Text(left + (s + 0.5) * cellWidth, bottom + 18, PlotNumbers.Move(grid.SpotMoves[s]), anchor: "middle");
        svg.Text(left + grid.SpotMoves.Length * cellWidth / 2, bottom + 40, "move of spot", 13, "middle");
        svg.Text(26, first + grid.VolMoves.Length * CellHeight / 2, "move of volatility", 13, "middle", upright: true);
        OutlinePresent(svg, grid, left, first, cellWidth);
        Legend(svg, width - RightMargin, top + 8, largest);
    }

    private static void Cell(SvgWriter svg, double x, double y, double width, double pnlUsd, double largest)
    {
        var share = largest > 0 ? pnlUsd / largest : 0;
        svg.Rectangle(x, y, width - 1, CellHeight - 1, Colour(share));
        svg.Text(x + width / 2, y + CellHeight / 2 + 4, PlotNumbers.Usd(pnlUsd), 12, "middle", IsDark(share) ? "#ffffff" : SvgWriter.Ink);
    }

    private static void OutlinePresent(SvgWriter svg, PnlGrid grid, double left, double first, double cellWidth)
    {
        var s = Array.IndexOf(grid.SpotMoves, 0.0);
        var v = Array.IndexOf(grid.VolMoves, 0.0);
        if (s >= 0 && v >= 0) svg.Rectangle(left + s * cellWidth, first + (grid.VolMoves.Length - 1 - v) * CellHeight, cellWidth - 1, CellHeight - 1, "none", SvgWriter.Ink);
    }

    private static void Legend(SvgWriter svg, double right, double top, double largest)
    {
        const int steps = 41;
        const double stepWidth = 4;
        const double labelWidth = 64;
        var left = right - labelWidth - steps * stepWidth;
        for (var i = 0; i < steps; i++) svg.Rectangle(left + i * stepWidth, top, stepWidth + 0.5, 12, Colour(2.0 * i / (steps - 1) - 1));
        svg.Text(left - 8, top + 11, PlotNumbers.Usd(-largest), 11, "end");
        svg.Text(right - labelWidth + 8, top + 11, PlotNumbers.Usd(largest), 11);
    }

    private static string Colour(double share)
    {
        var (r, g, b) = Mixed(share);
        return FormattableString.Invariant($"#{(int)Math.Round(r):x2}{(int)Math.Round(g):x2}{(int)Math.Round(b):x2}");
    }

    // White text reads better than ink below this relative luminance (Web Content Accessibility Guidelines 2.1).
    private static bool IsDark(double share)
    {
        var (r, g, b) = Mixed(share);
        return 0.2126 * Linear(r) + 0.7152 * Linear(g) + 0.0722 * Linear(b) < 0.21;

        static double Linear(double channel) => Math.Pow(channel / 255, 2.2);
    }

    private static (double R, double G, double B) Mixed(double share)
    {
        var end = share < 0 ? Loss : Gain;
        var weight = Math.Min(1, Math.Abs(share));
        return (Nothing.R + weight * (end.R - Nothing.R), Nothing.G + weight * (end.G - Nothing.G), Nothing.B + weight * (end.B - Nothing.B));
    }
}
