namespace RiskCluster.Risk.Margin;

/// <summary>One netted lot of a portfolio and its share of the requirement (MODEL MRG-10).</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="Quantity">Signed units.</param>
/// <param name="ValueUsd">What the lot adds to equity at the present mark, before the entry price of futures is taken off; USD.</param>
/// <param name="DeltaCoin">Coins.</param>
/// <param name="VegaUsd">USD per 1.00 of annual volatility.</param>
/// <param name="WorstScenarioPnlUsd">P&amp;L in the portfolio's worst stress scenario.</param>
/// <param name="ContributionUsd">Euler share of the initial margin; negative for a hedge. The shares of a portfolio add up to its initial margin.</param>
public sealed record LotContribution(
    string Instrument,
    double Quantity,
    double ValueUsd,
    double DeltaCoin,
    double VegaUsd,
    double WorstScenarioPnlUsd,
    double ContributionUsd);
