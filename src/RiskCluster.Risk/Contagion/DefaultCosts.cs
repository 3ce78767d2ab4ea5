using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Contagion;

/// <summary>What a default leaves of an estate (Rogers and Veraart, Failure and rescue in an interbank network, Management Science 59, 2013).</summary>
/// <param name="Alpha">The share of external assets and pools that reaches creditors; within [0, 1].</param>
/// <param name="Beta">The share of what debtors paid that does; within [0, 1].</param>
public sealed record DefaultCosts(double Alpha, double Beta)
{
    /// <summary>A default destroys nothing: Eisenberg and Noe's clearing.</summary>
    public static readonly DefaultCosts None = new(1, 1);

    /// <summary>A share.</summary>
    public double Alpha { get; } = Alpha.Within(Interval.Closed(0, 1));

    /// <summary>A share.</summary>
    public double Beta { get; } = Beta.Within(Interval.Closed(0, 1));
}
