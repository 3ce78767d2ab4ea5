using System.Globalization;

namespace RiskCluster.Risk.Instruments;

/// <summary>Reads the instrument names of the field (Deribit's grammar, MODEL INS-1).</summary>
/// <remarks>
/// <code>
/// BTC-PERPETUAL            inverse perpetual, 1 USD a unit        BTC_USDC-PERPETUAL            linear, 1 coin a unit
/// BTC-27MAR26              inverse future, 1 USD a unit           BTC_USDC-27MAR26              linear
/// BTC-27MAR26-100000-C     inverse option, 1 coin a unit          SOL_USDC-27MAR26-112d5-P      linear, strike 112.5
/// BTC_USDC                 spot, 1 coin a unit
/// </code>
/// Every expiry is at 08:00 UTC of its day.
/// </remarks>
public static class InstrumentName
{
    private const int ExpiryHourUtc = 8;
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Dollars = ["USD", "USDC", "USDT"];

    /// <summary>The instrument of that name.</summary>
    /// <exception cref="FormatException">Not a name of this grammar; the message says which part breaks which rule.</exception>
    public static Instrument Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('-');
        var (underlying, settlement) = ParsePair(name, parts[0]);
        var isPair = settlement == Settlement.Linear;

        if (parts.Length == 1)
        {
            if (!isPair) throw Bad(name, "a coin alone is not an instrument; spot is COIN_USDC, a future COIN-27MAR26");
            return new(name, underlying, InstrumentKind.Spot, Settlement.Linear, default, 0, Instrument.NoExpiry, 1);
        }

        if (parts.Length == 2 && parts[1] == "PERPETUAL")
            return new(name, underlying, InstrumentKind.Perpetual, settlement, default, 0, Instrument.NoExpiry, 1);

        var expiry = ParseExpiry(name, parts[1]);
        if (parts.Length == 2)
            return new(name, underlying, InstrumentKind.Future, settlement, default, 0, expiry, 1);
        if (parts.Length != 4)
            throw Bad(name, "an option has four parts, COIN-DATE-STRIKE-C or -P");

        var type = parts[3] switch
        {
            "C" => OptionType.Call,
            "P" => OptionType.Put,
            _ => throw Bad(name, $"the option type '{parts[3]}' is neither C nor P"),
        };
        return new(name, underlying, InstrumentKind.Option, settlement, type, ParseStrike(name, parts[2]), expiry, 1);
    }

    /// <summary>The expiry that a date part such as <c>27MAR26</c> or <c>6FEB26</c> means: 08:00 UTC of that day.</summary>
    /// <exception cref="FormatException">Not a date of this grammar.</exception>
    public static UnixTime ParseExpiry(string date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return ParseExpiry(date, date);
    }

    /// <summary>The date part of an expiry, such as <c>27MAR26</c>.</summary>
    public static string FormatExpiry(UnixTime expiry)
    {
        var day = expiry.ToUtc();
        return FormattableString.Invariant($"{day.Day}{Months[day.Month - 1]}{day.Year % 100:00}");
    }

    /// <summary>The name of an option, such as <c>BTC-27MAR26-100000-C</c>; the decimal point of a strike is written d.</summary>
    /// <param name="pair">The first part: a coin, or COIN_USDC for a linear option.</param>
    /// <param name="expiry">08:00 UTC of a day.</param>
    /// <param name="strike">USD per coin; &gt; 0.</param>
    /// <param name="type">Call or put.</param>
    public static string FormatOption(string pair, UnixTime expiry, double strike, OptionType type) =>
        $"{pair}-{FormatExpiry(expiry)}-{((decimal)strike).ToString("0.############", NumberFormatInfo.InvariantInfo).Replace('.', 'd')}-{(type == OptionType.Call ? 'C' : 'P')}";

    private static (string Underlying, Settlement Settlement) ParsePair(string name, string part)
    {
        var pair = part.Split('_');
        if (pair.Length > 2 || !IsCoin(pair[0])) throw Bad(name, $"'{part}' is neither a coin in capitals nor COIN_USDC");
        if (pair.Length == 1) return (pair[0], Settlement.Inverse);
        if (!Dollars.Contains(pair[1])) throw Bad(name, $"the quote currency '{pair[1]}' is none of {string.Join(", ", Dollars)}");
        return (pair[0], Settlement.Linear);
    }

    private static bool IsCoin(string text) => text.Length is >= 2 and <= 12 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) && char.IsAsciiLetter(text[0]);

    private static UnixTime ParseExpiry(string name, string part)
    {
        var dayDigits = part.Length - 5;
        if (dayDigits is not (1 or 2)
            || !int.TryParse(part.AsSpan(0, dayDigits), NumberStyles.None, null, out var day)
            || !int.TryParse(part.AsSpan(dayDigits + 3), NumberStyles.None, null, out var year))
            throw Bad(name, $"the expiry '{part}' is not of the form 27MAR26");
        var month = Array.IndexOf(Months, part.Substring(dayDigits, 3)) + 1;
        if (month == 0 || day < 1 || day > DateTime.DaysInMonth(2000 + year, month)) throw Bad(name, $"the expiry '{part}' is no calendar day");
        return UnixTime.FromUtc(2000 + year, month, day, ExpiryHourUtc);
    }

    private static double ParseStrike(string name, string part)
    {
        // Deribit writes the decimal point of a strike as 'd'.
        if (part.Count(c => c == 'd') > 1 || !part.All(c => char.IsAsciiDigit(c) || c == 'd')
            || !double.TryParse(part.Replace('d', '.'), NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo, out var strike)
            || strike <= 0 || !double.IsFinite(strike))
            throw Bad(name, $"the strike '{part}' is not a positive number (a decimal point is written d)");
        return strike;
    }

    private static FormatException Bad(string name, string rule) => new($"instrument name '{name}': {rule}");
}
