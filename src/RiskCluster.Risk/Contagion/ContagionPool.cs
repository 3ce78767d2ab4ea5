using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Contagion;

/// <summary>An asset that several nodes hold and sell into the same market. Its price starts at 1.</summary>
/// <param name="Name">Not empty, one of a network.</param>
/// <param name="DepthUsd">Sales of so many USD at the price before multiply the price by 1/e, or take it to 0 when the form is linear; > 0.</param>
/// <param name="Form">How the price answers.</param>
/// <param name="LeastPrice">The impact never takes the price below this share of the price after the shock; within [0, 1].</param>
public sealed record ContagionPool(string Name, double DepthUsd, PriceImpactForm Form = PriceImpactForm.Exponential, double LeastPrice = 0)
{
    /// <summary>Unique within its network.</summary>
    public string Name { get; } = string.IsNullOrWhiteSpace(Name) ? throw new ArgumentException("a pool needs a name", nameof(Name)) : Name;

    /// <summary>USD.</summary>
    public double DepthUsd { get; init; } = DepthUsd.Positive();

    /// <summary>A share.</summary>
    public double LeastPrice { get; init; } = LeastPrice.Within(Interval.Closed(0, 1));

    /// <summary>The price that sales leave, as a share of the price before them; within [0, 1], never rising.</summary>
    /// <param name="soldUsd">At the price before, >= 0.</param>
    public double PriceAfter(double soldUsd)
    {
        var x = soldUsd / DepthUsd;
        return Math.Max(LeastPrice, Form == PriceImpactForm.Exponential ? Math.Exp(-x) : Math.Max(0, 1 - x));
    }
}
