namespace RiskCluster.Risk.Margin;

/// <summary>The requirement of one portfolio and what it came from, in double (MODEL MRG-2 to MRG-7).</summary>
/// <param name="WorstScenario">Index of the stress scenario with the largest loss; the lowest index among equals.</param>
/// <param name="StressLossUsd">Loss in that scenario; >= 0.</param>
/// <param name="ValueAtRiskUsd">Loss at the model's confidence over the historical scenarios; >= 0.</param>
/// <param name="ExpectedShortfallUsd">Mean loss beyond that confidence; >= 0.</param>
/// <param name="Contingencies">What is charged beside the scan; every part >= 0.</param>
/// <param name="Unwind">What getting rid of it costs, and how long it takes; every part >= 0.</param>
/// <param name="InitialMarginUsd">Requirement to open or add; >= 0.</param>
/// <param name="MaintenanceMarginUsd">Requirement to keep; >= 0 and at most the initial margin.</param>
/// <param name="EquityUsd">Mark value, unrealised profit as far as it counts, cash, and collateral after haircuts.</param>
public readonly record struct MarginFigure(
    int WorstScenario,
    double StressLossUsd,
    double ValueAtRiskUsd,
    double ExpectedShortfallUsd,
    ContingencyCharge Contingencies,
    UnwindCharge Unwind,
    double InitialMarginUsd,
    double MaintenanceMarginUsd,
    double EquityUsd)
{
    /// <summary>Scan requirement: the larger of stress loss and expected shortfall.</summary>
    public double ScanUsd => Math.Max(StressLossUsd, ExpectedShortfallUsd);

    /// <summary>Equity over initial margin; negative means restricted.</summary>
    public double InitialExcessUsd => EquityUsd - InitialMarginUsd;

    /// <summary>Equity over maintenance margin; negative means liquidating.</summary>
    public double MaintenanceExcessUsd => EquityUsd - MaintenanceMarginUsd;

    /// <summary>The state that follows from equity and requirements.</summary>
    public MarginState State => MarginStates.Of(EquityUsd, InitialMarginUsd, MaintenanceMarginUsd);
}
