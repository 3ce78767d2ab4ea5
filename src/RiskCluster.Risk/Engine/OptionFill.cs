using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Engine;

/// <summary>Fills the rows and figures of an <see cref="OptionUnit"/>; stateless, one instance for each vector width.</summary>
internal abstract class OptionFill
{
    /// <summary>The fill of a width.</summary>
    public static OptionFill Of(LaneWidth width) => width switch
    {
        LaneWidth.Scalar => new OptionFill<double, ScalarLanes>(),
        LaneWidth.Vector256 => new OptionFill<System.Runtime.Intrinsics.Vector256<double>, Vector256Lanes>(),
        LaneWidth.Vector512 => new OptionFill<System.Runtime.Intrinsics.Vector512<double>, Vector512Lanes>(),
        _ => throw new ArgumentOutOfRangeException(nameof(width)),
    };

    /// <summary>Reads the market for the unit and writes its marks, Greeks and rows.</summary>
    public abstract void Fill(OptionUnit unit, MarketSnapshot market, ShockColumns shocks, RiskArrayStore store);

    /// <summary>The rows of one strike in double, from what the last fill read.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="strike">Which of its strikes.</param>
    /// <param name="isCall">Which of its rows.</param>
    /// <param name="shocks">The scenarios.</param>
    /// <param name="row">Shape [S].</param>
    public abstract void FillDouble(OptionUnit unit, int strike, bool isCall, ShockColumns shocks, Span<double> row);

    /// <summary>The rows of every strike in double, the same bits as one by one; what the strikes share is computed once.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="shocks">The scenarios.</param>
    /// <param name="rows">Shape [I x S] row-major; only the unit's instruments are written.</param>
    public abstract void FillDouble(OptionUnit unit, ShockColumns shocks, Span<double> rows);
}
