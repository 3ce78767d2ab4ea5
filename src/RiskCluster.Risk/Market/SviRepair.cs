namespace RiskCluster.Risk.Market;

/// <summary>Finds the slice without static arbitrage that is nearest to the quotes (MODEL MKT-3).</summary>
/// <remarks>
/// The fit is repeated with growing penalties on g(k) below zero and on total variance above the later slice. After each round the exact detector has the last word;
/// the points where it still finds an arbitrage join the penalty. Two walks are made, inwards from the plain fit and outwards from a flat slice that is clean to begin with,
/// and the better one is taken.
/// </remarks>
internal static class SviRepair
{
    private const int Rounds = 8;
    private const int StepsPerRound = 40;
    private const double InwardStrength = 1e-3;
    private const double OutwardStrength = 0.1;
    private const double StrengthGrowth = 5;

    /// <summary>The repaired slice; null when neither walk ends in a clean one.</summary>
    public static RawSvi? Find(PlainSvi plain, VolSlice? far)
    {
        var inward = Walk(plain.Settled, plain.Slice, far, InwardStrength);
        var outward = Walk(plain.Settled, SviStart.Flat(plain.Settled), far, OutwardStrength);
        if (inward is not { } first) return outward;
        if (outward is not { } second) return inward;
        return plain.Settled.Rmse(first) <= plain.Settled.Rmse(second) ? first : second;
    }

    private static RawSvi? Walk(FittedQuotes quotes, RawSvi start, VolSlice? far, double strength)
    {
        var coordinates = quotes.Coordinates;
        var parameters = coordinates.From(start);
        var penalty = new ArbitragePenalty(quotes, far);
        for (var round = 0; round < Rounds; round++, strength *= StrengthGrowth)
        {
            var force = strength;
            LeastSquares.Minimise(
                parameters,
                quotes.Count + ArbitragePenalty.Count,
                (p, residuals) =>
                {
                    var slice = coordinates.ToSvi(p);
                    quotes.Errors(slice, residuals);
                    penalty.Fill(slice, force, residuals[quotes.Count..]);
                },
                StepsPerRound);
            var found = coordinates.ToSvi(parameters);
            var (butterfly, calendar) = (quotes.Butterfly(found), SviFit.Calendar(found, far));
            if (!butterfly.IsArbitrage && !calendar.IsArbitrage) return found;
            penalty.Watch(butterfly, calendar);
        }

        return Lowered(coordinates.ToSvi(parameters), quotes, far);
    }

    /// <summary>The slice, lowered by what it exceeds the later one; null when it is not clean then either.</summary>
    private static RawSvi? Lowered(RawSvi slice, FittedQuotes quotes, VolSlice? far)
    {
        var excess = Math.Max(-SviFit.Calendar(slice, far).Value, 0) * 1.001;
        var lowered = slice with { A = slice.A - excess };
        return quotes.Butterfly(lowered).IsArbitrage || SviFit.Calendar(lowered, far).IsArbitrage ? null : lowered;
    }
}
