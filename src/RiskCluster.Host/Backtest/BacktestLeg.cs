using RiskCluster.Risk.Instruments;

namespace RiskCluster.Host.Backtest;

/// <summary>One option of a backtest book as it is struck anew each day.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Type">Call or put.</param>
/// <param name="StrikeRatio">Strike over spot; null when <paramref name="Delta"/> sets the strike.</param>
/// <param name="Delta">Size of the Black-76 delta that sets the strike; null when the ratio does.</param>
/// <param name="MaturityDays">Days to expiry when struck; above 1.</param>
/// <param name="NotionalUsd">USD of spot value, long above 0, short below.</param>
internal sealed record BacktestLeg(string Underlying, OptionType Type, double? StrikeRatio, double? Delta, double MaturityDays, double NotionalUsd)
{
    /// <summary>USD per coin, at a spot and a flat vol.</summary>
    public double Strike(double spot, double volAnnual)
    {
        if (StrikeRatio is { } ratio) return spot * ratio;

        // N(d1) = delta for a call, N(-d1) = delta for a put, d1 = ln(F/K)/v + v/2.
        var totalVol = volAnnual * Math.Sqrt(MaturityDays / 365);
        var quantile = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Delta!.Value);
        var d1 = Type == OptionType.Call ? quantile : -quantile;
        return spot * Math.Exp(totalVol * (totalVol / 2 - d1));
    }
}
