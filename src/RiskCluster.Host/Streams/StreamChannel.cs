using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api;

namespace RiskCluster.Host.Streams;

/// <summary>A channel as a subscriber names it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Which account, owner or coin; empty where there is but one.</param>
/// <param name="IsForKeepers">Whether owners are told by names that say nothing: then it is another channel of the same name.</param>
internal sealed record StreamChannel(ChannelKind Kind, string Key, bool IsForKeepers = false)
{
    private const string Rule = "margin.{venue/account}, portfolio.{owner}, portfolios, liquidations, oracle.{underlying} and parameters";

    /// <summary>Its name.</summary>
    public string Name { get; } = Key.Length == 0 ? Reasons.Of(Kind) : $"{Reasons.Of(Kind)}.{Key}";

    /// <summary>True when a margin cycle makes it new.</summary>
    public bool FollowsCycles => Kind is ChannelKind.Margin or ChannelKind.Portfolio or ChannelKind.Portfolios;

    /// <summary>Reads the channels of a query, separated by commas; each once.</summary>
    /// <exception cref="RefusedException">None, too many, or one that is no channel.</exception>
    public static IReadOnlyList<StreamChannel> ParseAll(string? text, int most)
    {
        var names = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0) throw Refusals.Invalid("channels_missing", "channels", $"channels names at least one of {Rule}");
        return names.Count <= most ? [.. names.Select(Parse)] : throw Refusals.Invalid("too_many", "channels", $"{names.Count} channels are more than {most}");
    }

    private static StreamChannel Parse(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (kind, key) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return (kind, dot < 0) switch
        {
            ("margin", false) when KeyName.IsValidAccount(key) => new(ChannelKind.Margin, key),
            ("portfolio", false) => new(ChannelKind.Portfolio, Names.Owner(key)),
            ("oracle", false) => new(ChannelKind.Oracle, Names.Checked("channels", key)),
            ("portfolios", true) => new(ChannelKind.Portfolios, ""),
            ("liquidations", true) => new(ChannelKind.Liquidations, ""),
            ("parameters", true) => new(ChannelKind.Parameters, ""),
            _ => throw Refusals.Invalid("unknown_channel", "channels", $"'{name}' is none of {Rule}"),
        };
    }
}
