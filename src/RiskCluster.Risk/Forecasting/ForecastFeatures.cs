namespace RiskCluster.Risk.Forecasting;

/// <summary>What is known of the variance on the evening before a day: squares of the last day, week and month, and exponentially weighted means.</summary>
/// <remarks>Entry t of everything is made of returns before t. A week is 7 days and a month 30: these markets never close.</remarks>
internal sealed class ForecastFeatures
{
    /// <summary>Days before the first complete entry.</summary>
    public const int MonthDays = 30;

    private const int WeekDays = 7;
    private const double FastLambda = 0.8;
    private const double SlowLambda = 0.985;

    // A day without a move has no logarithm; a tenth of the usual square is calm enough.
    private const double CalmShare = 0.1;

    // Prices that never move have no variance; this one keeps ratios to it finite.
    private const double LeastVariance = 1e-12;

    private readonly double[] squares;
    private readonly double[] logReturns;
    private readonly double[] fast;
    private readonly double[] slow;

    public ForecastFeatures(ReadOnlySpan<double> logReturns, ForecastRules rules)
    {
        this.logReturns = logReturns.ToArray();
        squares = Array.ConvertAll(this.logReturns, r => r * r);
        Ewma = Weighted(rules.EwmaLambda, rules.EwmaBurnInDays);
        fast = Weighted(FastLambda, rules.EwmaBurnInDays);
        slow = Weighted(SlowLambda, rules.EwmaBurnInDays);
    }

    /// <summary>Shape [T + 1]: entry t is the exponentially weighted variance from returns before t; > 0.</summary>
    public double[] Ewma { get; }

    public double SquareOf(int t) => squares[t];

    public double ReturnOf(int t) => logReturns[t];

    /// <summary>1, the square of the day before, the means of the week and month before.</summary>
    public double[] Har(int t) => [1, squares[t - 1], Mean(t, WeekDays), Mean(t, MonthDays)];

    /// <summary>The same on a logarithmic scale against the exponentially weighted variance, with faster and slower means, the weight of falls, and products of them.</summary>
    public double[] Learned(int t)
    {
        var scale = Ewma[t];
        double Log(double variance) => Math.Log(variance / scale + CalmShare);
        var (day, week, month) = (Log(squares[t - 1]), Log(Mean(t, WeekDays)), Log(Mean(t, MonthDays)));
        var fall = Math.Min(0, logReturns[t - 1]) / Math.Sqrt(scale);
        return [1, day, week, month, Log(fast[t]), Log(slow[t]), fall, FallsOfWeek(t) / scale, day * week, week * month, fall * week];
    }

    private double Mean(int t, int days)
    {
        var sum = 0.0;
        for (var i = t - days; i < t; i++) sum += squares[i];
        return sum / days;
    }

    private double FallsOfWeek(int t)
    {
        var sum = 0.0;
        for (var i = t - WeekDays; i < t; i++) sum += logReturns[i] < 0 ? squares[i] : 0;
        return Math.Min(sum / WeekDays, 10 * Ewma[t]);
    }

    // As Calibration.EwmaFilter: seeded with the mean of the burn-in, which itself has no forecast.
    private double[] Weighted(double lambda, int burnInDays)
    {
        var variances = new double[squares.Length + 1];
        var variance = 0.0;
        for (var t = 0; t < variances.Length; t++)
        {
            variances[t] = Math.Max(variance, LeastVariance);
            if (t == squares.Length) break;
            variance = t < burnInDays ? variance + squares[t] / burnInDays : lambda * variance + (1 - lambda) * squares[t];
        }

        return variances;
    }
}
