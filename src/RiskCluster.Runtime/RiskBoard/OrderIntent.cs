using RiskCluster.Risk.Engine;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>An order that might be.</summary>
/// <param name="Instrument">What.</param>
/// <param name="Size">Signed units: bought above 0; not 0.</param>
/// <param name="PriceUsd">Its limit, above 0: USD per coin of a future or perpetual, of one unit of options and spot. Null: at the mark. A limit better than the mark counts as the mark: what has not been filled has gained nothing.</param>
public readonly record struct OrderIntent(string Instrument, decimal Size, decimal? PriceUsd = null)
{
    internal void Check()
    {
        const decimal largest = (decimal)PortfolioLots.LargestAmount;
        if (Size == 0 || Math.Abs(Size) > largest) throw new ArgumentException($"the size of an order must be within +-{PortfolioLots.LargestAmount:0e0} and not 0, not {Size}", nameof(Size));
        if (PriceUsd is <= 0 or > largest) throw new ArgumentException($"the price of an order must be within (0, {PortfolioLots.LargestAmount:0e0}], not {PriceUsd}", nameof(PriceUsd));
    }
}
