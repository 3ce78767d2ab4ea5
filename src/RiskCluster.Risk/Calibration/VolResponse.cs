using MathNet.Numerics.LinearAlgebra;

namespace RiskCluster.Risk.Calibration;

/// <summary>
/// How a volatility index answers to a day's return: log change = a + b z + c |z|, with z the return over its forecast volatility (MODEL SCN-5).
/// </summary>
/// <param name="Intercept">a.</param>
/// <param name="Return">b: below 0 where falls lift volatility more than rises do.</param>
/// <param name="AbsoluteReturn">c: above 0 where large moves lift it.</param>
/// <param name="Observations">How many days it was fitted on.</param>
/// <remarks>The standardised return makes the answer independent of the level of volatility, so that it holds for other underlyings and other years.</remarks>
public sealed record VolResponse(double Intercept, double Return, double AbsoluteReturn, int Observations)
{
    /// <summary>Fewer days than this fit nothing worth using.</summary>
    public const int MinimalObservations = 120;

    /// <summary>The expected log change of the index on a day with a standardised return.</summary>
    public double LogChange(double standardisedReturn) => Intercept + Return * standardisedReturn + AbsoluteReturn * Math.Abs(standardisedReturn);

    /// <summary>Least squares over the days on which both are known; null when there are fewer than <see cref="MinimalObservations"/>.</summary>
    /// <param name="observations">Standardised return and log change of the index, day by day.</param>
    public static VolResponse? Fit(IReadOnlyList<(double StandardisedReturn, double LogChange)> observations)
    {
        if (observations.Count < MinimalObservations) return null;
        var design = Matrix<double>.Build.Dense(observations.Count, 3, (row, column) => column switch
        {
            0 => 1,
            1 => observations[row].StandardisedReturn,
            _ => Math.Abs(observations[row].StandardisedReturn),
        });
        var target = Vector<double>.Build.Dense(observations.Count, row => observations[row].LogChange);
        var solution = design.QR().Solve(target);
        return solution.All(double.IsFinite) ? new(solution[0], solution[1], solution[2], observations.Count) : null;
    }
}
