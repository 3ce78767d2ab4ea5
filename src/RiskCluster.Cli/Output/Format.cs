using System.Globalization;

namespace RiskCluster.Cli.Output;

/// <summary>How figures are written for people.</summary>
internal static class Format
{
    /// <summary>Whole dollars with thousands separators.</summary>
    public static string Usd(double usd) => usd.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A price with two decimals.</summary>
    public static string Price(double usd) => usd.ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>An amount with up to four decimals.</summary>
    public static string Amount(double amount) => amount.ToString("#,##0.####", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds with two decimals.</summary>
    public static string Milliseconds(double milliseconds) => milliseconds.ToString("0.00 ms", CultureInfo.InvariantCulture);
}
