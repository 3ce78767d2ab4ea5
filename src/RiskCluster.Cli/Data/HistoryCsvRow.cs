namespace RiskCluster.Cli.Data;

/// <summary>One row of a CSV file under its header.</summary>
/// <param name="Number">As an editor counts lines: the header is row 1.</param>
/// <param name="Fields">In the order of the columns that were asked for.</param>
internal readonly record struct HistoryCsvRow(int Number, string[] Fields);
