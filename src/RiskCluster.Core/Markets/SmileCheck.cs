using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Markets;

/// <summary>Static arbitrage of a slice, and its repair (MODEL MKT-3). The slice is looked at as it is published, after rounding.</summary>
internal static class SmileCheck
{
    private const int RepairPoints = 33;

    /// <summary>What is wrong with a slice; null when nothing is.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="far">The accepted slice of the next later expiry; null for none.</param>
    public static string? Fault(SmileSlice slice, SmileSlice? far)
    {
        var svi = slice.ToRisk().Svi;
        if (!svi.IsInDomain) return "parameters outside the domain of raw SVI";
        var butterfly = SliceArbitrage.Butterfly(svi, -svi.WingLimit, svi.WingLimit);
        if (butterfly.IsArbitrage) return FormattableString.Invariant($"butterfly arbitrage: g({butterfly.K:F3}) = {butterfly.Value:G3}");
        if (far is null) return null;
        var calendar = SliceArbitrage.Calendar(svi, far.ToRisk().Svi);
        return calendar.IsArbitrage ? FormattableString.Invariant($"calendar arbitrage: total variance falls by {-calendar.Value:G3} at k = {calendar.K:F3}") : null;
    }

    /// <summary>The nearest slice without arbitrage; null when none is found.</summary>
    public static SmileSlice? Repair(SmileSlice slice, SmileSlice? far)
    {
        var risk = slice.ToRisk();
        if (!risk.Svi.IsInDomain) return null;
        var limit = risk.Svi.WingLimit;
        var points = Enumerable.Range(0, RepairPoints)
            .Select(i => limit * (2.0 * i / (RepairPoints - 1) - 1))
            .Select(k => new SmilePoint(k, risk.Vol(k), 1))
            .Where(point => point.VolAnnual > 0)
            .ToArray();
        return Fit(points, slice.TauYears, far);
    }

    /// <summary>A slice through points, free of arbitrage; null when there is none.</summary>
    public static SmileSlice? Fit(SmilePoint[] points, decimal tauYears, SmileSlice? far)
    {
        if (SviFit.Fit(points, (double)tauYears, far?.ToRisk()).Slice is not { } fitted) return null;
        var slice = SmileSlice.From(fitted) with { TauYears = tauYears };
        return Fault(slice, far) is null ? slice : null;
    }
}
