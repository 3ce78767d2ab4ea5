namespace RiskCluster.Risk.Instruments;

/// <summary>A point in time: milliseconds since 1970-01-01T00:00:00Z. The only notion of time inside Risk; there is no clock here.</summary>
/// <param name="Milliseconds">Unix milliseconds; default 0 is the epoch itself and means "not given" nowhere.</param>
public readonly record struct UnixTime(long Milliseconds) : IComparable<UnixTime>
{
    /// <summary>Seconds in the model's year: 365 days, as Deribit and Derive count it.</summary>
    public const double SecondsPerYear = 31_536_000;

    /// <summary>Milliseconds in a day.</summary>
    public const long MillisecondsPerDay = 86_400_000;

    /// <summary>The given UTC calendar time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such date.</exception>
    public static UnixTime FromUtc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new(new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeMilliseconds());

    /// <summary>Years of 365 days from this time to <paramref name="later"/>; negative when it has passed.</summary>
    public double YearsUntil(UnixTime later) => (later.Milliseconds - Milliseconds) / (1000.0 * SecondsPerYear);

    /// <summary>Seconds from this time to <paramref name="later"/>; negative when it has passed.</summary>
    public double SecondsUntil(UnixTime later) => (later.Milliseconds - Milliseconds) / 1000.0;

    /// <summary>The calendar view, in UTC.</summary>
    public DateTimeOffset ToUtc() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <inheritdoc/>
    public int CompareTo(UnixTime other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>True when <paramref name="left"/> is the earlier.</summary>
    public static bool operator <(UnixTime left, UnixTime right) => left.Milliseconds < right.Milliseconds;

    /// <summary>True when <paramref name="left"/> is the later.</summary>
    public static bool operator >(UnixTime left, UnixTime right) => left.Milliseconds > right.Milliseconds;

    /// <summary>True when <paramref name="left"/> is not the later.</summary>
    public static bool operator <=(UnixTime left, UnixTime right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>True when <paramref name="left"/> is not the earlier.</summary>
    public static bool operator >=(UnixTime left, UnixTime right) => left.Milliseconds >= right.Milliseconds;

    /// <summary>ISO 8601 in UTC, to the second.</summary>
    public override string ToString() => ToUtc().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
}
