namespace RiskCluster.Risk.Margin;

/// <summary>Which way each number of <see cref="RiskModel"/>'s document tightens: what governance may do at once, and what must wait.</summary>
/// <remarks>
/// The table speaks of shocks, factors and bounds as such: larger shocks and factors ask for more of a book as a whole, though a portfolio whose worst loss lies between
/// two scenarios may see less. Whoever governs by it therefore lets the run on the live book overrule it.
/// A place that is not listed is <see cref="ParameterDirection.Unknown"/>, so a new member of the document waits until somebody has thought about it. Lists of moves and
/// look-back windows, and how far time rolls, are left out on purpose: a scenario more or elsewhere binds for some portfolios and frees others.
/// </remarks>
public static class ParameterDirections
{
    private const ParameterDirection Higher = ParameterDirection.HigherIsTighter;
    private const ParameterDirection Lower = ParameterDirection.LowerIsTighter;
    private const ParameterDirection Neutral = ParameterDirection.Neutral;

    /// <summary>By path; <c>*</c> stands for any member name, <c>[]</c> for any index.</summary>
    public static IReadOnlyList<(string Path, ParameterDirection Direction)> Table { get; } =
    [
        ("$.name", Neutral),
        ("$.version", Neutral),
        ("$.grid.vol_up", Higher),
        ("$.grid.vol_down", Lower),
        ("$.tails[].dampening", Higher),
        ("$.vol_shock_scaling.short_power", Higher),
        ("$.vol_shock_scaling.long_power", Lower),
        ("$.vol_shock_scaling.floor_days", Lower),
        ("$.historical.lowest_vol_shock", Lower),
        ("$.historical.highest_vol_shock", Higher),
        ("$.calibration.confidence", Higher),
        ("$.calibration.horizon_days", Higher),
        ("$.calibration.stressed_floor", Higher),
        ("$.calibration.price_ranges.default.minimal", Higher),
        ("$.calibration.price_ranges.default.maximal", Higher),
        ("$.calibration.price_ranges.by_underlying.*.minimal", Higher),
        ("$.calibration.price_ranges.by_underlying.*.maximal", Higher),
        ("$.requirement.es_confidence", Higher),
        ("$.requirement.initial_factor", Higher),
        ("$.requirement.maintenance_factor", Higher),
        ("$.contingencies.basis_per_year", Higher),
        ("$.contingencies.basis_cap_years", Higher),
        ("$.contingencies.roll_rate", Higher),
        ("$.contingencies.naked_short_fraction", Higher),
        ("$.contingencies.perpetual_fraction", Higher),
        ("$.contingencies.maintenance_share.basis", Higher),
        ("$.contingencies.maintenance_share.roll", Higher),
        ("$.contingencies.maintenance_share.naked_short", Higher),
        ("$.contingencies.maintenance_share.perpetual", Higher),
        ("$.contingencies.oracle_confidence.threshold", Higher),
        ("$.contingencies.oracle_confidence.margin", Higher),
        ("$.allocation.standalone_floor", Neutral),
        ("$.baselines.fixed_percentage", Neutral),
        ("$.baselines.delta_price_move", Neutral),
    ];

    /// <summary>The direction of a place.</summary>
    /// <param name="path">JSON path, such as <c>$.tails[3].dampening</c>.</param>
    public static ParameterDirection Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var steps = path.Split('.');
        foreach (var (place, direction) in Table)
            if (Matches(place.Split('.'), steps))
                return direction;
        return ParameterDirection.Unknown;
    }

    private static bool Matches(string[] place, string[] steps)
    {
        if (place.Length != steps.Length) return false;
        for (var i = 0; i < steps.Length; i++)
        {
            var bracket = steps[i].IndexOf('[', StringComparison.Ordinal);
            var step = bracket < 0 ? steps[i] : steps[i][..bracket] + "[]";
            if (place[i] != "*" && place[i] != step) return false;
        }

        return true;
    }
}
