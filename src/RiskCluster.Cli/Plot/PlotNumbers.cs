using System.Globalization;

namespace RiskCluster.Cli.Plot;

/// <summary>Numbers short enough for a picture.</summary>
internal static class PlotNumbers
{
    /// <summary>Three figures and a unit: <c>-1.23M</c>, <c>45.6k</c>, <c>0</c>.</summary>
    public static string Usd(double usd)
    {
        var size = Math.Abs(usd);
        var (scale, unit) = size switch
        {
            >= 999.5e6 => (1e9, "bn"),
            >= 999.5e3 => (1e6, "M"),
            >= 999.5 => (1e3, "k"),
            _ => (1, ""),
        };
        var scaled = usd / scale;
        var format = unit.Length == 0 || Math.Abs(scaled) >= 99.95 ? "0" : Math.Abs(scaled) >= 9.995 ? "0.0" : "0.00";
        var digits = scaled.ToString(format, CultureInfo.InvariantCulture);
        return digits == "-0" ? "0" : digits + unit;
    }

    /// <summary><c>+15 %</c>, <c>0 %</c>.</summary>
    public static string Move(double move) => (100 * move).ToString("+0;-0;0", CultureInfo.InvariantCulture) + " %";
}
