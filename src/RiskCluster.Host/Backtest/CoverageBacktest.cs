using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Host.Backtest;

/// <summary>Holds every day's loss against the margin of the evening before, calibrated on nothing later than that evening (MODEL CAL-4).</summary>
internal sealed class CoverageBacktest
{
    private readonly RiskModel model;
    private readonly DailyHistory history;
    private readonly ImmutableArray<string> underlyings;
    private readonly ImmutableArray<BacktestBook> books;

    public CoverageBacktest(RiskModel model, DailyHistory history, ImmutableArray<BacktestBook> books)
    {
        this.model = model;
        this.history = history;
        this.books = books;
        underlyings = [.. history.Underlyings];
        Measures =
        [
            new("initial margin", 1 - model.Requirement.EsConfidence),
            new(Percent("ES", model.Requirement.EsConfidence), 1 - model.Requirement.EsConfidence),
            new(Percent("VaR", 0.99), 0.01),
            new(Percent("VaR", 0.95), 0.05),
        ];
    }

    /// <summary>What losses are held against.</summary>
    public ImmutableArray<BacktestMeasure> Measures { get; }

    /// <summary>The first close after which a margin can be computed.</summary>
    public int WarmUpDays => model.Historical.BurnInDays + model.Historical.MinimalDays;

    /// <summary>Runs over the closes from one day to another.</summary>
    /// <param name="firstClose">Index of the first close on which a margin is set; not before <see cref="WarmUpDays"/>.</param>
    /// <param name="lastClose">Index of the last one; the close after it must be known.</param>
    /// <param name="onDay">Called after each day, for progress.</param>
    public BacktestReport Run(int firstClose, int lastClose, Action onDay)
    {
        var days = lastClose - firstClose + 1;
        var pnl = books.Select(_ => new double[days]).ToArray();
        var measured = books.Select(_ => Measures.Select(_ => new double[days]).ToArray()).ToArray();
        var calibration = Calibrate(firstClose);
        for (var day = 0; day < days; day++)
        {
            var close = firstClose + day;
            var next = Calibrate(close + 1);
            var (present, later) = Markets(close, calibration, next);
            var scenarios = ScenarioSetBuilder.Build(model, calibration);
            for (var b = 0; b < books.Length; b++)
            {
                var book = new OpenBook(books[b], present);
                pnl[b][day] = book.RealisedPnl(later);
                var figures = Measure(scenarios, book.ScenarioPnl(scenarios));
                for (var m = 0; m < figures.Length; m++) measured[b][m][day] = figures[m];
            }

            calibration = next;
            onDay();
        }

        return Report(firstClose, lastClose, pnl, measured);
    }

    private static string Percent(string name, double confidence) => string.Create(CultureInfo.InvariantCulture, $"{name} {100 * confidence:0.##} %");

    private MarketCalibration Calibrate(int close) => Calibrator.Calibrate(model, history, underlyings, history.CloseTime(close));

    private (FlatMarket Present, FlatMarket Next) Markets(int close, MarketCalibration calibration, MarketCalibration next)
    {
        var present = new Dictionary<string, (double, double)>();
        var later = new Dictionary<string, (double, double)>();
        for (var u = 0; u < underlyings.Length; u++)
        {
            var closes = history.Closes(underlyings[u]);
            var vols = FlatVol.Of(history, underlyings[u], close, calibration.ForecastVolsDaily[u], next.ForecastVolsDaily[u]);
            present[underlyings[u]] = (closes[close], vols.Present);
            later[underlyings[u]] = (closes[close + 1], vols.Next);
        }

        return (new(present), new(later));
    }

    // In the order of Measures. Initial margin here is factor x scan: what contingencies add (MRG-4) would only make exceedances rarer.
    private double[] Measure(ScenarioSet scenarios, double[] pnl)
    {
        var stress = Math.Max(-pnl[..scenarios.StressCount].Min(), 0);
        var history = pnl.AsSpan(scenarios.StressCount);
        var shortfall = TailMeasures.ExpectedShortfall(history, model.Requirement.EsConfidence);
        return
        [
            model.Requirement.InitialFactor * Math.Max(stress, shortfall),
            shortfall,
            TailMeasures.ValueAtRisk(history, 0.99),
            TailMeasures.ValueAtRisk(history, 0.95),
        ];
    }

    private BacktestReport Report(int firstClose, int lastClose, double[][] pnl, double[][][] measured)
    {
        var rows = ImmutableArray.CreateBuilder<BacktestRow>();
        for (var b = 0; b < books.Length; b++)
        {
            for (var m = 0; m < Measures.Length; m++)
            {
                var figures = measured[b][m];
                var pnlOfBook = pnl[b];
                var worst = Enumerable.Range(0, pnlOfBook.Length).MaxBy(day => -pnlOfBook[day] - figures[day]);
                rows.Add(new(
                    books[b].Name,
                    Measures[m],
                    CoverageTest.Count(pnlOfBook, figures),
                    figures.Average(),
                    history.Day(firstClose + worst + 1),
                    -pnlOfBook[worst],
                    figures[worst]));
            }
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{model.Name} version {model.Version}");
        return new(name, model.ContentHash, history.Day(firstClose + 1), history.Day(lastClose + 1), rows.ToImmutable(), Assumptions());
    }

    private static ImmutableArray<string> Assumptions() =>
    [
        "Each evening the book is struck anew at the close, margined on what was known by then, and held for one day; "
            + "losses are full revaluations at the next close.",
        "One flat vol for all strikes and maturities: the vol index where it is known on both days, else the EWMA forecast times "
            + FlatVol.Premium.ToString(CultureInfo.InvariantCulture) + "; an underlying without an index moves as the other's index moves.",
        "No carry, funding, fees or spreads; the hedge is set once an evening.",
        "Intervals are Clopper-Pearson at 95 % for independent days; exceedances cluster, so the truth is less certain than that.",
        "A loss beyond an expected shortfall or a margin is rarer than its confidence says: there the expected share is an upper bound.",
        "Stressed windows are always among the scenarios, at no less than their historical size, so quiet years show fewer exceedances than expected.",
    ];
}
