using System.Numerics;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Attestation;

/// <summary>The fixed point of attested amounts: whole numbers of 1e-6 USD, as contracts count.</summary>
public static class MicroUsd
{
    private const decimal UnitsPerUsd = 1_000_000;

    /// <summary>The number of units.</summary>
    /// <param name="usd">Within +-1e18 and without a digit beyond the sixth after the point: figures are rounded before they are attested, requirements up and equities down.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static BigInteger Of(decimal usd) =>
        IsAmount(usd) ? new(usd * UnitsPerUsd) : throw new ArgumentOutOfRangeException(nameof(usd), usd, "an attested amount is within +-1e18 USD and a whole number of 1e-6 USD");

    /// <summary>True for an amount that can be attested.</summary>
    public static bool IsAmount(decimal usd) => Math.Abs(usd) <= DecimalBounds.MaxUsd && decimal.Round(usd, 6) == usd;
}
