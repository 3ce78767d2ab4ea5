namespace RiskCluster.Risk.Margin;

/// <summary>Charges for what no scenario moves: basis, roll, jumps at the strike, funding, unsure prices (MRG-4).</summary>
/// <param name="BasisPerYear">Move of an expiry's forward against the index per year of maturity, as a fraction; within [0, 5].</param>
/// <param name="BasisCapYears">Maturity beyond which the basis charge rises no more; within [0, 10].</param>
/// <param name="RollRate">Share of the gross notional of futures and perpetuals; within [0, 1].</param>
/// <param name="NakedShortFraction">Share of the index value of net short options at a strike; within [0, 2].</param>
/// <param name="PerpetualFraction">Share of the net notional of perpetuals, for funding that turns; within [0, 3].</param>
/// <param name="MaintenanceShare">What of each counts in maintenance.</param>
/// <param name="OracleConfidence">What an unsure price source costs; in the initial margin only.</param>
public sealed record RiskModelContingencies(
    double BasisPerYear,
    double BasisCapYears,
    double RollRate,
    double NakedShortFraction,
    double PerpetualFraction,
    RiskModelMaintenanceShare MaintenanceShare,
    RiskModelOracleConfidence OracleConfidence)
{
    /// <summary>Nothing is charged.</summary>
    public static readonly RiskModelContingencies None = new(0, 0, 0, 0, 0, new(0, 0, 0, 0), new(0, 0));

    internal static RiskModelContingencies Read(RiskModelNode node) => new(
        node.Number("basis_per_year", Interval.Closed(0, 5)),
        node.Number("basis_cap_years", Interval.Closed(0, 10)),
        node.Number("roll_rate", Interval.Closed(0, 1)),
        node.Number("naked_short_fraction", Interval.Closed(0, 2)),
        node.Number("perpetual_fraction", Interval.Closed(0, 3)),
        node.Object("maintenance_share", RiskModelMaintenanceShare.Read),
        node.Object("oracle_confidence", RiskModelOracleConfidence.Read));
}
