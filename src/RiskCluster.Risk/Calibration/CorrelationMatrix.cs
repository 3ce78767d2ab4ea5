using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace RiskCluster.Risk.Calibration;

/// <summary>A symmetric, positive semi-definite matrix with ones on its diagonal (MODEL CAL-5). Immutable.</summary>
public sealed class CorrelationMatrix
{
    private const double Tolerance = 1e-9;
    private readonly Matrix<double> entries;

    /// <summary>A matrix from its rows.</summary>
    /// <param name="rows">Shape [n x n].</param>
    /// <exception cref="ArgumentException">Not square, not symmetric, a diagonal other than 1, an entry outside [-1, 1], or a negative eigenvalue.</exception>
    public CorrelationMatrix(double[,] rows)
        : this(Matrix<double>.Build.DenseOfArray(rows))
    {
    }

    private CorrelationMatrix(Matrix<double> entries)
    {
        this.entries = entries;
        Size = entries.RowCount;
        if (entries.ColumnCount != Size || Size == 0) throw new ArgumentException("a correlation matrix is square", nameof(entries));
        for (var i = 0; i < Size; i++)
        {
            if (Math.Abs(entries[i, i] - 1) > Tolerance) throw new ArgumentException("the diagonal of a correlation matrix is 1", nameof(entries));
            for (var j = 0; j < i; j++)
            {
                if (!(Math.Abs(entries[i, j]) <= 1 + Tolerance)) throw new ArgumentException("a correlation is within [-1, 1]", nameof(entries));
                if (Math.Abs(entries[i, j] - entries[j, i]) > Tolerance) throw new ArgumentException("a correlation matrix is symmetric", nameof(entries));
            }
        }

        Axes = FindAxes(entries);
    }

    /// <summary>n.</summary>
    public int Size { get; }

    /// <summary>The principal axes sqrt(lambda_i) v_i by falling eigenvalue, each of shape [n] with its first entry (beyond rounding) positive.</summary>
    /// <remarks>The columns of V sqrt(Lambda): their outer products add up to the matrix, so no entry of an axis exceeds 1 in size.</remarks>
    public ImmutableArray<ImmutableArray<double>> Axes { get; }

    /// <summary>The correlation of two underlyings.</summary>
    public double this[int row, int column] => entries[row, column];

    /// <summary>(1-w) C + w 11': everything moves together. Positive semi-definite, being a convex combination of two such matrices.</summary>
    /// <param name="weight">w, within [0, 1].</param>
    public CorrelationMatrix TowardOne(double weight) => Blend(Matrix<double>.Build.Dense(Size, Size, 1), weight);

    /// <summary>(1-w) C + w I: what hedged each other no longer does. Positive semi-definite for the same reason.</summary>
    /// <param name="weight">w, within [0, 1].</param>
    public CorrelationMatrix TowardZero(double weight) => Blend(Matrix<double>.Build.DenseIdentity(Size), weight);

    private CorrelationMatrix Blend(Matrix<double> target, double weight)
    {
        if (!(weight >= 0 && weight <= 1)) throw new ArgumentOutOfRangeException(nameof(weight), "a weight is within [0, 1]");
        return new(entries * (1 - weight) + target * weight);
    }

    private static ImmutableArray<ImmutableArray<double>> FindAxes(Matrix<double> entries)
    {
        var eigen = entries.Evd(Symmetricity.Symmetric);
        var axes = new List<(double Eigenvalue, ImmutableArray<double> Axis)>();
        for (var i = 0; i < entries.RowCount; i++)
        {
            var eigenvalue = eigen.EigenValues[i].Real;
            if (eigenvalue < -Tolerance) throw new ArgumentException($"the correlation matrix has the negative eigenvalue {eigenvalue}", nameof(entries));
            var axis = eigen.EigenVectors.Column(i) * Math.Sqrt(Math.Max(eigenvalue, 0));
            var leading = axis.FirstOrDefault(entry => Math.Abs(entry) > Tolerance);
            axes.Add((eigenvalue, [.. leading < 0 ? -axis : axis]));
        }

        return [.. axes.OrderByDescending(item => item.Eigenvalue).Select(item => item.Axis)];
    }
}
