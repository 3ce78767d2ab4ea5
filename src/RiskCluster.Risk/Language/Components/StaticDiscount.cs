using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Shocked values of an expiry count less when they are worth something and more when they are owed, Derive v2, PMRM 2.</summary>
/// <remarks>
/// Worth: long.base exp(-T (r long.mult + long.add)). Owed: short.base exp(+T (r short.mult + short.add)), at most 1/discount, so that a debt is never counted
/// above its undiscounted value. r = max(rate, 0).
/// </remarks>
internal sealed record StaticDiscount(StaticDiscountSide Long, StaticDiscountSide Short) : IExpiryDiscount
{
    public static StaticDiscount Read(RiskModelNode node) => new(node.Object("long", StaticDiscountSide.Read), node.Object("short", StaticDiscountSide.Read));

    public double Factor(ExpiryBook book, double shockedValue) => shockedValue >= 0
        ? Long.Base * Math.Exp(-Long.Exponent(book.Quote))
        : Math.Min(1 / book.Discount, Short.Base * Math.Exp(Short.Exponent(book.Quote)));
}
