using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Host.Figures;

/// <summary>What a portfolio gains when spot and vol move, by revaluing it in every moved market.</summary>
/// <param name="Moving">What moves, for people.</param>
/// <param name="SpotMoves">Relative moves, rising.</param>
/// <param name="VolMoves">Relative moves, rising.</param>
/// <param name="PnlUsd">[vol][spot]: equity at the marks there less here.</param>
internal sealed record PnlGrid(string Moving, double[] SpotMoves, double[] VolMoves, double[][] PnlUsd)
{
    private static readonly double[] Spots = [.. Enumerable.Range(-6, 13).Select(i => Math.Round(0.05 * i, 2))];
    private static readonly double[] Vols = [.. Enumerable.Range(-4, 9).Select(i => Math.Round(0.15 * i, 2))];

    /// <summary>The grid of some accounts, netted; all their underlyings move alike.</summary>
    /// <exception cref="UnpricedInstrumentException">A position has no price.</exception>
    public static PnlGrid Of(MarginContext context, IReadOnlyList<AccountPortfolio> accounts)
    {
        using var margin = context.Open(accounts);
        return Of(context, margin, margin.Compile("grid", accounts));
    }

    /// <summary>The grid of a portfolio, with arrays of its own.</summary>
    /// <exception cref="UnpricedInstrumentException">A position has no price.</exception>
    public static PnlGrid Of(MarginContext context, PortfolioLots portfolio)
    {
        using var margin = context.Open(portfolio.Instruments());
        return Of(context, margin, margin.Adopt(portfolio));
    }

    private static PnlGrid Of(MarginContext context, PortfolioMargin margin, PortfolioLots portfolio)
    {
        var held = context.Market.Where(market => margin.Instruments.Any(instrument => instrument.Underlying == market.Underlying)).ToList();
        var presentUsd = margin.MarkedEquityUsd(portfolio);
        double At(double spot, double vol)
        {
            foreach (var market in held) margin.Take(new MarketShift(market.Underlying, spot, vol).Apply(market));
            return margin.MarkedEquityUsd(portfolio) - presentUsd;
        }

        double[][] pnlUsd = [.. Vols.Select(vol => Spots.Select(spot => At(spot, vol)).ToArray())];
        var moving = held.Count == 0 ? "nothing is held" : held.Count == 1 ? $"{held[0].Underlying} moves" : $"{string.Join(", ", held.Select(market => market.Underlying))} move alike";
        return new(moving, Spots, Vols, pnlUsd);
    }
}
