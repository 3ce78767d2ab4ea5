using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.SystemRisk.SystemRiskRejection;

namespace RiskCluster.Core.SystemRisk;

/// <summary>What a summary must keep to.</summary>
internal static class SummaryRules
{
    /// <summary>Most names in one list.</summary>
    public const int MostNames = 1000;

    private const int HashDigits = 64;

    public static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower);

    public static string HashRule(string what) => $"the hash of the {what} is not {HashDigits} hexadecimal digits in lower case";

    /// <summary>True for at most <see cref="MostNames"/> key names, each once.</summary>
    public static bool AreNames(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.All(name => KeyName.IsValid(name) && seen.Add(name) && seen.Count <= MostNames);
    }

    public static bool IsShare(decimal share) => share is >= 0 and <= 1 && DecimalBounds.Holds(share, 1);

    public static bool IsAmount(decimal usd) => usd >= 0 && DecimalBounds.Holds(usd, DecimalBounds.MaxUsd);

    /// <summary>The first rule that a summary breaks; null when none.</summary>
    public static (SystemRiskRejection Rejection, string Param, string Detail)? Problem(ContagionSummary summary)
    {
        if (!IsHash(summary.ResultHash)) return (ResultHashForm, "summary.result_hash", HashRule("result"));
        if (summary is { Nodes: < 0 } or { Defaults: < 0 } or { Rounds: < 0 } || summary.Defaults > summary.Nodes)
            return (SummaryCount, "summary", $"{summary.Nodes} nodes, {summary.Defaults} defaults and {summary.Rounds} rounds are not counts of one run");
        ImmutableArray<decimal> amounts =
        [
            summary.TotalLossUsd, summary.DirectLossUsd, summary.FireSaleLossUsd, summary.DefaultCostsUsd,
            .. summary.Venues.SelectMany(venue => new[] { venue.LossUsd, venue.UnpaidUsd }), .. summary.Pools.Select(pool => pool.FireSaleLossUsd),
        ];
        if (!amounts.All(IsAmount)) return (SummaryAmount, "summary", $"an amount is below 0, beyond 1e18, or has more than {DecimalBounds.MaxScale} digits after the point");
        if (!summary.Pools.Select(pool => pool.Price).Append(summary.SystemicLossShare).Append(summary.DebtRank).All(IsShare))
            return (SummaryShare, "summary", $"a share or price is not within [0, 1], or has more than {DecimalBounds.MaxScale} digits after the point");
        return AreNames(summary.Venues.Select(venue => venue.Venue)) && AreNames(summary.Pools.Select(pool => pool.Pool))
            ? null
            : (SummaryNames, "summary", $"venues and pools are not up to {MostNames} key names, each once");
    }

    /// <summary>The same numbers without trailing zeros, so that equal summaries are equal bytes.</summary>
    public static ContagionSummary Plain(ContagionSummary summary) => summary with
    {
        TotalLossUsd = DecimalBounds.Plain(summary.TotalLossUsd),
        DirectLossUsd = DecimalBounds.Plain(summary.DirectLossUsd),
        FireSaleLossUsd = DecimalBounds.Plain(summary.FireSaleLossUsd),
        DefaultCostsUsd = DecimalBounds.Plain(summary.DefaultCostsUsd),
        SystemicLossShare = DecimalBounds.Plain(summary.SystemicLossShare),
        DebtRank = DecimalBounds.Plain(summary.DebtRank),
        Venues = [.. summary.Venues.Select(venue => venue with { LossUsd = DecimalBounds.Plain(venue.LossUsd), UnpaidUsd = DecimalBounds.Plain(venue.UnpaidUsd) })],
        Pools = [.. summary.Pools.Select(pool => pool with { Price = DecimalBounds.Plain(pool.Price), FireSaleLossUsd = DecimalBounds.Plain(pool.FireSaleLossUsd) })],
    };
}
