namespace RiskCluster.Risk.Market;

/// <summary>The strikes of one expiry that take part in its fit, and the errors of a slice against them.</summary>
internal sealed class FittedQuotes
{
    private readonly SmilePoint[] points;
    private readonly double[] weights;

    /// <param name="points">By rising k; at least one.</param>
    /// <param name="weights">One a point; scaled here so that their squares add up to 1, which makes the sum of squared errors a mean.</param>
    /// <param name="tauYears">Years to expiry.</param>
    private FittedQuotes(SmilePoint[] points, IEnumerable<double> weights, double tauYears)
    {
        this.points = points;
        this.weights = [.. weights];
        TauYears = tauYears;
        var norm = Math.Sqrt(this.weights.Sum(weight => weight * weight));
        for (var i = 0; i < this.weights.Length; i++) this.weights[i] /= norm;
    }

    public double TauYears { get; }

    public int Count => points.Length;

    public ReadOnlySpan<SmilePoint> Points => points;

    /// <summary>Coordinates in which a slice stays within reach of these quotes.</summary>
    public SviCoordinates Coordinates => new(Math.Max(Math.Abs(points[0].K), Math.Abs(points[^1].K)));

    /// <summary>The proper points with |k| up to the limit.</summary>
    public static FittedQuotes Within(ReadOnlySpan<SmilePoint> points, double limit, double tauYears)
    {
        var kept = new List<SmilePoint>(points.Length);
        foreach (var point in points)
            if (Math.Abs(point.K) <= limit && point.VolAnnual > 0 && double.IsFinite(point.VolAnnual) && point.Weight > 0)
                kept.Add(point);
        return new([.. kept], kept.Select(point => point.Weight), tauYears);
    }

    /// <summary>The same strikes, each weighing its own weight times a factor.</summary>
    public FittedQuotes Reweighted(ReadOnlySpan<double> factors)
    {
        var reweighted = new double[points.Length];
        for (var i = 0; i < points.Length; i++) reweighted[i] = points[i].Weight * factors[i];
        return new(points, reweighted, TauYears);
    }

    /// <summary>Unweighted vol error at a strike.</summary>
    public double Error(in RawSvi slice, int i) => Math.Sqrt(slice.Unclamped(points[i].K) / TauYears) - points[i].VolAnnual;

    /// <summary>Weighted vol errors; their squares add up to the mean squared error.</summary>
    public void Errors(in RawSvi slice, Span<double> errors)
    {
        for (var i = 0; i < points.Length; i++) errors[i] = weights[i] * Error(slice, i);
    }

    /// <summary>Weighted root mean square vol error.</summary>
    public double Rmse(in RawSvi slice)
    {
        var errors = new double[points.Length];
        Errors(slice, errors);
        return Math.Sqrt(errors.Sum(error => error * error));
    }

    /// <summary>The range over which the slice must have no butterfly: these strikes and everything up to the wing clamp.</summary>
    public (double Low, double High) RangeRead(in RawSvi slice) => SliceArbitrage.RangeRead(slice, points[0].K, points[^1].K);

    /// <summary>The butterfly check over <see cref="RangeRead"/>.</summary>
    public ArbitrageGap Butterfly(RawSvi slice)
    {
        var (low, high) = RangeRead(slice);
        return SliceArbitrage.Butterfly(slice, low, high);
    }
}
