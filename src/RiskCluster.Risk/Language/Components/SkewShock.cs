using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Rotation of the smile's wings (SCN-3), Derive v2, PMRM 2.</summary>
/// <remarks>
/// With root = sqrt(T): cap = base + scale * root; k* = max(minimal, width * root * (volStatic + volScale * root)); x = ln(K/F), or its absolute value for Abs;
/// multiplier = 1 + min(cap, x cap / k*) for x >= 0, 1 + max(-cap, x cap / k*) below, never under 0. The move of x up to k* is proportional, beyond it capped.
/// </remarks>
/// <param name="LinearCap">Linear cap at maturity 0.</param>
/// <param name="LinearCapScale">Its change with the root of maturity.</param>
/// <param name="AbsCap">Absolute cap at maturity 0.</param>
/// <param name="AbsCapScale">Its change with the root of maturity.</param>
/// <param name="MinimalWidth">Least k*.</param>
/// <param name="Width">Of the smile, in standard deviations.</param>
/// <param name="VolStatic">Volatility that the width is measured with, at maturity 0.</param>
/// <param name="VolScale">Its change with the root of maturity.</param>
internal sealed record SkewShock(
    double LinearCap, double LinearCapScale, double AbsCap, double AbsCapScale, double MinimalWidth, double Width, double VolStatic, double VolScale) : IVolShock
{
    public static SkewShock Read(RiskModelNode node) => new(
        node.Number("linear_cap", Interval.Closed(0, 10)),
        node.Number("linear_cap_scale", Interval.Closed(-10, 10)),
        node.Number("abs_cap", Interval.Closed(0, 10)),
        node.Number("abs_cap_scale", Interval.Closed(-10, 10)),
        node.Number("minimal_width", Interval.Closed(0, 10)),
        node.Number("width", Interval.Closed(0, 10)),
        node.Number("vol_static", Interval.Closed(0, 10)),
        node.Number("vol_scale", Interval.Closed(-20, 20)));

    public bool Knows(VolMove move) => move is VolMove.Linear or VolMove.Abs;

    public double Shocked(ExpiryBook book, Leg option, VolMove move)
    {
        var root = Math.Sqrt(book.Quote.MaturityYears);
        var isLinear = move == VolMove.Linear;
        var cap = isLinear ? LinearCap + LinearCapScale * root : AbsCap + AbsCapScale * root;
        var logMoneyness = Math.Log(option.Position.Instrument.Strike / book.ForwardUsd(1));
        var x = isLinear ? logMoneyness : Math.Abs(logMoneyness);
        var widthOfSmile = Math.Max(MinimalWidth, Width * root * (VolStatic + VolScale * root));
        return option.VolAnnual * Math.Max(0, 1 + Rotation(x, cap, widthOfSmile));
    }

    // A cap below 0 turns the rotation round, and then the larger of the two bounds binds: Derive's formula, kept to the letter.
    private static double Rotation(double x, double cap, double widthOfSmile)
    {
        if (x == 0 || cap == 0) return x >= 0 ? Math.Min(cap, 0) : 0;
        var proportional = x * cap / widthOfSmile;
        return x > 0 ? Math.Min(cap, proportional) : Math.Max(-cap, proportional);
    }
}
