namespace RiskCluster.Risk.Margin;

/// <summary>What getting rid of one portfolio adds to its requirement, summed over underlyings with the regimes applied; each part >= 0 (MODEL MRG-5).</summary>
/// <param name="HorizonDays">h, the longest liquidation horizon of the underlyings held, days; 0 when the rules charge no unwind.</param>
/// <param name="BufferFraction">sqrt(h/h0) - 1: what the scan is extended by, because the portfolio is exposed for longer than the scenarios assume.</param>
/// <param name="HalfSpreadUsd">From the mid to the best price.</param>
/// <param name="WalkUsd">From the best price down the book.</param>
/// <param name="ImpactUsd">How the market answers.</param>
/// <param name="VegaSpreadUsd">Leaving the options' volatility.</param>
/// <param name="ConcentrationUsd">For being a large part of the open interest.</param>
public readonly record struct UnwindCharge(
    double HorizonDays, double BufferFraction, double HalfSpreadUsd, double WalkUsd, double ImpactUsd, double VegaSpreadUsd, double ConcentrationUsd)
{
    /// <summary>What joins the extended scan in the initial margin; its maintenance share joins maintenance margin.</summary>
    public double CostUsd => HalfSpreadUsd + WalkUsd + ImpactUsd + VegaSpreadUsd + ConcentrationUsd;

    /// <summary>The liquidation buffer of a scan, USD; >= 0.</summary>
    public double BufferUsd(double scanUsd) => scanUsd * BufferFraction;
}
