using System.Globalization;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Language;

/// <summary>Names of options that never expire: <c>BTC-USD-101000-C</c>, one coin a unit, settled in dollars. Only models of the language know them.</summary>
public static class PerpetualOptionName
{
    /// <summary>The instrument of that name; null when it is not of this form.</summary>
    public static Instrument? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('-');
        if (parts is not [var coin, "USD", var text, "C" or "P"] || coin.Length == 0) return null;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo, out var strike) || !(strike > 0 && double.IsFinite(strike))) return null;
        return new(name, coin, InstrumentKind.Option, Settlement.Linear, parts[3] == "C" ? OptionType.Call : OptionType.Put, strike, Instrument.NoExpiry, 1);
    }
}
