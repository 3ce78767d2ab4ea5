namespace RiskCluster.Risk.Liquidity;

/// <summary>The cost of an unwind, part by part (MODEL MRG-5, MRG-10). All amounts >= 0.</summary>
public readonly record struct UnwindCost
{
    /// <summary>Signed coins, long positive.</summary>
    public required double NetDeltaCoin { get; init; }

    /// <summary>Coins at the mid, USD.</summary>
    public required double NotionalUsd { get; init; }

    /// <summary>How long it takes, and by how much that scales the scan requirement.</summary>
    public required LiquidationHorizon Horizon { get; init; }

    /// <summary>From the mid to the best price, USD.</summary>
    public required double HalfSpreadUsd { get; init; }

    /// <summary>From the best price down the book, USD.</summary>
    public required double WalkUsd { get; init; }

    /// <summary>How the market answers, USD.</summary>
    public required double ImpactUsd { get; init; }

    /// <summary>Leaving the options' volatility, USD.</summary>
    public required double VegaSpreadUsd { get; init; }

    /// <summary>Applied; >= 1.</summary>
    public required double VolRegime { get; init; }

    /// <summary>Applied; >= 1.</summary>
    public required double CongestionFactor { get; init; }

    /// <summary>Add-on against open interest, USD.</summary>
    public required double ConcentrationUsd { get; init; }

    /// <summary>VolRegime x CongestionFactor: what every cost of trading is multiplied by; >= 1.</summary>
    public double RegimeFactor => VolRegime * CongestionFactor;

    /// <summary>RegimeFactor x (HalfSpread + Walk + Impact + VegaSpread), USD.</summary>
    public double TradingUsd => RegimeFactor * (HalfSpreadUsd + WalkUsd + ImpactUsd + VegaSpreadUsd);

    /// <summary>Trading and concentration together, USD.</summary>
    public double TotalUsd => TradingUsd + ConcentrationUsd;
}
