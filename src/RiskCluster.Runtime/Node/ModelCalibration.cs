using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>From a model's document to what the board margins by: its scenarios, calibrated on the daily history that was known when the day began (MODEL CAL-2).</summary>
/// <param name="history">Daily closes. Coins that it does not know are not calibrated, and what depends on them has no margin.</param>
public sealed class ModelCalibration(DailyHistory history)
{
    private const long DayMs = 86_400_000;
    private Made? last;

    /// <summary>The day of a time: models are calibrated once a day, so that a figure can be computed again elsewhere.</summary>
    public static UnixTime DayOf(UnixTime time) => new(time.Milliseconds - time.Milliseconds % DayMs);

    /// <summary>The coins of some that can be calibrated, by ordinal name.</summary>
    public ImmutableArray<string> Known(IEnumerable<string> underlyings) => [.. underlyings.Where(history.Underlyings.Contains).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Calibrates.</summary>
    /// <param name="model">The model.</param>
    /// <param name="underlyings">Coins that <see cref="Known"/> has let pass.</param>
    /// <param name="day">Begin of the day.</param>
    /// <param name="parametersVersion">Number that figures carry.</param>
    /// <exception cref="InsufficientHistoryException">Too few days are known.</exception>
    /// <remarks>The newest answer is kept: for the same model, coins and day it is given again.</remarks>
    public BoardModel Make(RiskModel model, ImmutableArray<string> underlyings, UnixTime day, long parametersVersion)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (last is { } made && made.Day == day && made.Text == model.CanonicalText && made.Underlyings.AsSpan().SequenceEqual(underlyings.AsSpan()))
            return made.Board with { ParametersVersion = parametersVersion };
        var board = new BoardModel(model, ScenarioSetBuilder.Build(model, Calibrator.Calibrate(model, history, underlyings, day)), parametersVersion);
        last = new(model.CanonicalText, underlyings, day, board);
        return board;
    }

    private sealed record Made(string Text, ImmutableArray<string> Underlyings, UnixTime Day, BoardModel Board);
}
