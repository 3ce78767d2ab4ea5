namespace RiskCluster.Core.Turns;

/// <summary>
/// The bounds of amounts in commands. They are such that no product of two and no sum of what an actor may hold overflows a decimal, so that arithmetic on accepted
/// numbers never throws.
/// </summary>
public static class DecimalBounds
{
    /// <summary>Greatest size or quantity, absolute.</summary>
    public const decimal MaxQuantity = 1e15m;

    /// <summary>Greatest price, USD or coin a unit.</summary>
    public const decimal MaxPrice = 1e12m;

    /// <summary>Least price other than none.</summary>
    public const decimal MinPrice = 1e-9m;

    /// <summary>Greatest amount of money, absolute, USD.</summary>
    public const decimal MaxUsd = 1e18m;

    /// <summary>Most digits after the point.</summary>
    public const int MaxScale = 9;

    /// <summary>True when |value| is at most <paramref name="limit"/> and it has at most <see cref="MaxScale"/> digits after the point, trailing zeros aside.</summary>
    public static bool Holds(decimal value, decimal limit) => Math.Abs(value) <= limit && decimal.Round(value, MaxScale) == value;

    /// <summary>True for a price within [<see cref="MinPrice"/>, <see cref="MaxPrice"/>].</summary>
    public static bool IsPrice(decimal value) => value >= MinPrice && Holds(value, MaxPrice);

    /// <summary>The same number without trailing zeros, so that equal amounts are equal bytes.</summary>
    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
