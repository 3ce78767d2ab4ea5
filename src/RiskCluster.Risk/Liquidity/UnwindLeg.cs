namespace RiskCluster.Risk.Liquidity;

/// <summary>A holding of one instrument, as its unwind sees it (MODEL MRG-5).</summary>
/// <param name="Instrument">Its name: holdings of one instrument net.</param>
/// <param name="Quantity">Units, negative when short.</param>
/// <param name="DeltaCoin">Coins a unit; 1 for spot and linear futures.</param>
/// <param name="VegaUsd">USD a unit for 1.00 of volatility; 0 for what is no option.</param>
/// <param name="VolHalfSpread">Half the distance between bid and ask volatility, decimal; >= 0.</param>
public sealed record UnwindLeg(string Instrument, double Quantity, double DeltaCoin, double VegaUsd, double VolHalfSpread)
{
    /// <summary>Units.</summary>
    public double Quantity { get; } = Quantity.Finite();

    /// <summary>Coins a unit.</summary>
    public double DeltaCoin { get; } = DeltaCoin.Finite();

    /// <summary>USD a unit for 1.00 of volatility.</summary>
    public double VegaUsd { get; } = VegaUsd.Finite();

    /// <summary>Decimal.</summary>
    public double VolHalfSpread { get; } = VolHalfSpread.NotNegative();
}
