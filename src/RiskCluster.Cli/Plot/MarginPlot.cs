using RiskCluster.Cli.Margining;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Plot;

/// <summary>The picture of one owner: what the market can do to it, and where its margin comes from.</summary>
internal static class MarginPlot
{
    private const double Width = 1000;
    private const double TitleHeight = 64;
    private const double Gap = 20;

    /// <summary>The picture as SVG.</summary>
    /// <param name="context">Model, scenarios, market.</param>
    /// <param name="accounts">The owner's, with their entry prices.</param>
    /// <param name="owner">Its margin.</param>
    public static string Draw(MarginContext context, IReadOnlyList<AccountPortfolio> accounts, OwnerReport owner)
    {
        var grid = PnlGrid.Of(context, accounts);
        var height = TitleHeight + HeatmapPanel.Height + Gap + WaterfallPanel.HeightOf(owner);
        using var svg = new SvgWriter(Width, height, $"Margin of {owner.Owner}");
        svg.Text(24, 30, $"Margin of {owner.Owner}", 20, bold: true);
        svg.Text(24, 50, $"model {context.Model.Name} version {context.Model.Version}, market of {context.Market[0].AsOf}", 12, fill: SvgWriter.Faint);
        HeatmapPanel.Draw(svg, grid, TitleHeight, Width);
        WaterfallPanel.Draw(svg, owner, TitleHeight + HeatmapPanel.Height + Gap, Width);
        return svg.Finish();
    }
}
