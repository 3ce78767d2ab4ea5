using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Margin;

/// <summary>From the P&amp;L of all scenarios to the requirement (MODEL MRG-2 to MRG-6).</summary>
public static class Requirement
{
    /// <summary>
    /// Stress loss = the worst of the stress scenarios, expected shortfall over the historical ones, scan = the larger; IM and MM by <see cref="Margins"/>.
    /// </summary>
    /// <param name="pnlUsd">Shape [S]: stress scenarios first, then historical ones. The historical part is reordered by the call.</param>
    /// <param name="stressCount">How many stress scenarios stand at the front.</param>
    /// <param name="rules">Confidence and factors.</param>
    /// <param name="equityUsd">The portfolio's equity.</param>
    /// <param name="contingencies">What the contingencies charge it.</param>
    /// <param name="unwind">What getting rid of it costs.</param>
    /// <remarks>Allocates nothing. Gains count as no loss: every part is at least 0.</remarks>
    public static MarginFigure Of(Span<double> pnlUsd, int stressCount, RiskModelRequirement rules, double equityUsd, ContingencyCharge contingencies = default, UnwindCharge unwind = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Of(pnlUsd, stressCount, pnlUsd.Length - stressCount, rules, equityUsd, contingencies, unwind);
    }

    /// <summary>The same where of so many historical scenarios only some stand in <paramref name="pnlUsd"/>, the worst among them.</summary>
    internal static MarginFigure Of(Span<double> pnlUsd, int stressCount, int historyCount, RiskModelRequirement rules, double equityUsd, ContingencyCharge contingencies, UnwindCharge unwind)
    {
        var worst = 0;
        for (var s = 1; s < stressCount; s++)
            if (pnlUsd[s] < pnlUsd[worst])
                worst = s;
        var stressUsd = stressCount > 0 ? Math.Max(0, -pnlUsd[worst]) : 0;

        var history = pnlUsd[stressCount..];
        if (!history.IsEmpty) TailMeasures.SortWorst(history, rules.EsConfidence, historyCount);
        var varUsd = history.IsEmpty ? 0 : Math.Max(0, TailMeasures.ValueAtRiskOfSorted(history, rules.EsConfidence, historyCount));
        var shortfallUsd = history.IsEmpty ? 0 : Math.Max(0, TailMeasures.ExpectedShortfallOfSorted(history, rules.EsConfidence, historyCount));
        var scanUsd = Math.Max(stressUsd, shortfallUsd);
        var (initialUsd, maintenanceUsd) = Margins(scanUsd, contingencies, unwind, rules);
        return new(worst, stressUsd, varUsd, shortfallUsd, contingencies, unwind, initialUsd, maintenanceUsd, equityUsd);
    }

    /// <summary>
    /// IM = initial factor x (scan x sqrt(h/h0) + contingencies + unwind cost), MM = maintenance factor x (scan x sqrt(h/h0) + the maintenance shares of both,
    /// without confidence); MM &lt;= IM, to the last bit, because the sums are made in the same order.
    /// </summary>
    internal static (double InitialUsd, double MaintenanceUsd) Margins(double scanUsd, ContingencyCharge contingencies, UnwindCharge unwind, RiskModelRequirement rules)
    {
        var extendedUsd = scanUsd + unwind.BufferUsd(scanUsd);
        var costUsd = unwind.CostUsd;
        return (
            rules.InitialFactor * (extendedUsd + contingencies.InitialUsd + costUsd),
            rules.MaintenanceFactor * (extendedUsd + contingencies.MaintenanceUsd(rules.Contingencies.MaintenanceShare) + (rules.Unwind?.MaintenanceShare ?? 0) * costUsd));
    }
}
