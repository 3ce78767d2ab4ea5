using System.Globalization;
using RiskCluster.Risk.Calibration;

namespace RiskCluster.Host.Backtest;

/// <summary>The closes on which margins are set: the loss of a day is held against the margin set at the close of the day before it.</summary>
/// <param name="FirstClose">Index of the first.</param>
/// <param name="LastClose">Index of the last.</param>
internal readonly record struct BacktestSpan(int FirstClose, int LastClose)
{
    /// <summary>The span of the days that somebody names; what is not named is as far as the history goes.</summary>
    /// <param name="history">Daily closes.</param>
    /// <param name="warmUpDays">So many closes a model needs before its first margin.</param>
    /// <param name="from">First day whose loss is held against a margin.</param>
    /// <param name="to">The last one.</param>
    /// <exception cref="BacktestSpanException">Not a day, or out of reach: names which.</exception>
    public static BacktestSpan Of(DailyHistory history, int warmUpDays, string? from, string? to)
    {
        var latest = history.DayCount - 2;
        if (warmUpDays > latest) throw new BacktestSpanException("history", $"has {history.DayCount} days; the model needs {warmUpDays} to warm up and one to hold against");
        var firstClose = from is null ? warmUpDays : Day("from", from).DayNumber - history.FirstDay.DayNumber - 1;
        var lastClose = to is null ? latest : Day("to", to).DayNumber - history.FirstDay.DayNumber - 1;
        if (firstClose < warmUpDays || firstClose > latest) throw new BacktestSpanException("from", $"must be within {Text(history.Day(warmUpDays + 1))} and {Text(history.Day(latest + 1))}");
        if (lastClose < firstClose || lastClose > latest) throw new BacktestSpanException("to", $"must be within the first day and {Text(history.Day(latest + 1))}");
        return new(firstClose, lastClose);
    }

    private static DateOnly Day(string field, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new BacktestSpanException(field, $"'{text}' is not a calendar day such as 2020-03-12");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
