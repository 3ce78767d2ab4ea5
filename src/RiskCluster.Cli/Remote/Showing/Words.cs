using System.Globalization;
using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Margins;

namespace RiskCluster.Cli.Remote.Showing;

/// <summary>The short forms in which positions, collateral and moves are written on a command line.</summary>
internal static class Words
{
    /// <summary><c>INSTRUMENT=SIZE</c> or <c>INSTRUMENT=SIZE@PRICE</c>.</summary>
    public static PositionEntry Position(string option, string text)
    {
        var (name, rest) = Pair(option, text, "INSTRUMENT=SIZE or INSTRUMENT=SIZE@PRICE");
        var parts = rest.Split('@');
        if (parts.Length > 2) throw new InputException(option, text, "is INSTRUMENT=SIZE or INSTRUMENT=SIZE@PRICE");
        return new(name, Number(option, text, parts[0]), parts.Length == 2 ? Number(option, text, parts[1]) : null);
    }

    /// <summary><c>ASSET=AMOUNT</c> or <c>ASSET=AMOUNT@CHAIN</c>.</summary>
    public static CollateralEntry Collateral(string option, string text)
    {
        var (name, rest) = Pair(option, text, "ASSET=AMOUNT or ASSET=AMOUNT@CHAIN");
        var parts = rest.Split('@', 2);
        return new(name, Number(option, text, parts[0]), parts.Length == 2 ? parts[1] : null);
    }

    /// <summary><c>UNDERLYING=PRICE_MOVE</c> or <c>UNDERLYING=PRICE_MOVE,VOL_MOVE</c>, relative.</summary>
    public static MarketOverride Move(string option, string text)
    {
        var (name, rest) = Pair(option, text, "UNDERLYING=PRICE_MOVE or UNDERLYING=PRICE_MOVE,VOL_MOVE");
        var parts = rest.Split(',', 2);
        return new(name, Number(option, text, parts[0]), parts.Length == 2 ? Number(option, text, parts[1]) : 0);
    }

    /// <summary><c>PATH=VALUE</c>, the value as JSON or else a text.</summary>
    public static KeyValuePair<string, JsonElement> Value(string option, string text)
    {
        var (path, value) = Pair(option, text, "PATH=VALUE");
        try
        {
            return new(path, JsonElement.Parse(value));
        }
        catch (JsonException)
        {
            return new(path, JsonSerializer.SerializeToElement(value));
        }
    }

    private static (string Name, string Rest) Pair(string option, string text, string rule)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && equals < text.Length - 1 ? (text[..equals], text[(equals + 1)..]) : throw new InputException(option, text, $"is {rule}");
    }

    private static decimal Number(string option, string text, string number) =>
        decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : throw new InputException(option, text, $"'{number}' is no number");
}
