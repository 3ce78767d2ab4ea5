using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Calibration;

/// <summary>Daily closes of several underlyings, and volatility indices where they are known. Immutable.</summary>
/// <remarks>A day is a UTC day and its close is known at its end: <see cref="KnownAt"/> cuts there, and everything calibrated goes through it.</remarks>
public sealed class DailyHistory
{
    private static readonly int EpochDayNumber = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<double>> closes;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<double>> volIndices;

    /// <summary>A history of D consecutive days.</summary>
    /// <param name="firstDay">The day of the first close.</param>
    /// <param name="closes">By underlying, shape [D], USD per coin, > 0.</param>
    /// <param name="volIndices">By underlying, shape [D], annual vol of 30 days as a fraction, > 0; NaN on a day without one.</param>
    /// <exception cref="ArgumentException">No underlying, a vol index of none, unequal lengths, or a figure outside its range.</exception>
    public DailyHistory(
        DateOnly firstDay,
        ImmutableSortedDictionary<string, ImmutableArray<double>> closes,
        ImmutableSortedDictionary<string, ImmutableArray<double>> volIndices)
    {
        if (closes.IsEmpty) throw new ArgumentException("a history needs an underlying", nameof(closes));
        FirstDay = firstDay;
        DayCount = closes.Values.First().Length;
        this.closes = closes;
        this.volIndices = volIndices;
        var all = closes.Values.Concat(volIndices.Values);
        if (volIndices.Keys.Any(underlying => !closes.ContainsKey(underlying)))
            throw new ArgumentException("a vol index is of no underlying", nameof(volIndices));
        if (all.Any(column => column.Length != DayCount)) throw new ArgumentException($"a column is not of length {DayCount}", nameof(closes));
        if (closes.Values.Any(column => !column.All(IsPositive))) throw new ArgumentException("a close is not positive", nameof(closes));
        if (volIndices.Values.Any(column => !column.All(vol => double.IsNaN(vol) || IsPositive(vol))))
            throw new ArgumentException("a vol index is not positive", nameof(volIndices));
    }

    /// <summary>The day of the first close.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>D, how many consecutive days there are.</summary>
    public int DayCount { get; }

    /// <summary>In ordinal order.</summary>
    public IEnumerable<string> Underlyings => closes.Keys;

    /// <summary>Those with a volatility index, in ordinal order.</summary>
    public IEnumerable<string> VolIndexUnderlyings => volIndices.Keys;

    /// <summary>The day at an index.</summary>
    public DateOnly Day(int index) => FirstDay.AddDays(index);

    /// <summary>When the close of the day at an index is known: 00:00 UTC of the day after.</summary>
    public UnixTime CloseTime(int index) => new((Day(index).DayNumber + 1L - EpochDayNumber) * UnixTime.MillisecondsPerDay);

    /// <summary>Shape [D], USD per coin.</summary>
    /// <exception cref="KeyNotFoundException">The history does not hold it.</exception>
    public ImmutableArray<double> Closes(string underlying) => closes[underlying];

    /// <summary>Shape [D], NaN on a day without one; null when the underlying has no volatility index at all.</summary>
    public ImmutableArray<double>? VolIndex(string underlying) => volIndices.TryGetValue(underlying, out var column) ? column : null;

    /// <summary>The part whose closes are known at a time.</summary>
    /// <exception cref="InsufficientHistoryException">No close is.</exception>
    public DailyHistory KnownAt(UnixTime asOf)
    {
        var known = 0;
        while (known < DayCount && CloseTime(known) <= asOf) known++;
        if (known == 0) throw new InsufficientHistoryException($"no close is known at {asOf}");
        if (known == DayCount) return this;
        return new(
            FirstDay,
            closes.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value[..known], StringComparer.Ordinal),
            volIndices.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value[..known], StringComparer.Ordinal));
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}
