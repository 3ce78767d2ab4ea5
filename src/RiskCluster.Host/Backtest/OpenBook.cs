using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Host.Backtest;

/// <summary>A book with strikes and quantities fixed at a close. Every value is a full revaluation by Black-76 on the spot, one leg at a time.</summary>
internal sealed class OpenBook
{
    private const double OneDayYears = 1.0 / 365;
    private readonly FlatMarket market;
    private readonly List<Position> positions = [];
    private readonly Dictionary<string, double> perpetualCoins = [];

    public OpenBook(BacktestBook book, FlatMarket market)
    {
        this.market = market;
        foreach (var leg in book.Options)
        {
            var (spot, vol) = market.Of[leg.Underlying];
            positions.Add(new(leg.Underlying, leg.Type, leg.Strike(spot, vol), leg.MaturityDays / 365, leg.NotionalUsd / spot));
        }

        foreach (var (underlying, notionalUsd) in book.PerpetualUsd) perpetualCoins[underlying] = notionalUsd / market.Of[underlying].Spot;
        if (book.IsDeltaHedged)
            foreach (var group in positions.GroupBy(position => position.Underlying))
                perpetualCoins[group.Key] = perpetualCoins.GetValueOrDefault(group.Key) - group.Sum(Delta);
    }

    /// <summary>P&amp;L in every scenario of a set, dampened; USD, loss negative.</summary>
    public double[] ScenarioPnl(ScenarioSet set)
    {
        var pnl = new double[set.Count];
        foreach (var position in positions)
        {
            var shocks = set.For(position.Underlying);
            var (spot, vol) = market.Of[position.Underlying];
            var factor = set.Scaling.Factor(position.MaturityYears);
            var tilt = set.Term.Factor(position.MaturityYears);
            var wings = set.Skew.At(position.MaturityYears);
            var logMoneyness = Math.Log(position.Strike / spot);
            var (linear, abs) = (wings.Linear(logMoneyness), wings.Abs(logMoneyness));
            var present = position.Value(spot, vol, position.MaturityYears);
            for (var s = 0; s < pnl.Length; s++)
            {
                var volMove = shocks.VolShock[s] * factor + shocks.Term[s] * tilt + shocks.SkewLinear[s] * linear + shocks.SkewAbs[s] * abs;
                var shockedVol = vol * Math.Max(0, 1 + volMove);
                var shocked = position.Value(spot * shocks.SpotRatio[s], shockedVol, position.MaturityYears - shocks.HorizonYears[s]);
                pnl[s] += shocks.Dampening[s] * (shocked - present);
            }
        }

        foreach (var (underlying, coins) in perpetualCoins)
        {
            var shocks = set.For(underlying);
            var notionalUsd = coins * market.Of[underlying].Spot;
            for (var s = 0; s < pnl.Length; s++) pnl[s] += shocks.Dampening[s] * notionalUsd * (shocks.SpotRatio[s] - 1);
        }

        return pnl;
    }

    /// <summary>P&amp;L when the market a day later is this one; USD, loss negative.</summary>
    public double RealisedPnl(FlatMarket next)
    {
        var pnl = 0.0;
        foreach (var position in positions)
        {
            var (spot, vol) = market.Of[position.Underlying];
            var (nextSpot, nextVol) = next.Of[position.Underlying];
            pnl += position.Value(nextSpot, nextVol, position.MaturityYears - OneDayYears) - position.Value(spot, vol, position.MaturityYears);
        }

        foreach (var (underlying, coins) in perpetualCoins) pnl += coins * (next.Of[underlying].Spot - market.Of[underlying].Spot);
        return pnl;
    }

    // By a bump, because this reference takes nothing from the kernels that it is compared with.
    private double Delta(Position position)
    {
        var (spot, vol) = market.Of[position.Underlying];
        var bump = 1e-4 * spot;
        return (position.Value(spot + bump, vol, position.MaturityYears) - position.Value(spot - bump, vol, position.MaturityYears)) / (2 * bump);
    }

    private sealed record Position(string Underlying, OptionType Type, double Strike, double MaturityYears, double Coins)
    {
        public double Value(double spot, double volAnnual, double maturityYears) => Coins * Black76.Price(Type, spot, Strike, volAnnual, maturityYears);
    }
}
