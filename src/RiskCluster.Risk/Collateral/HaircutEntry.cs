using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>One line of a haircut schedule (MODEL COL-1): what it names must match, what it leaves open matches everything.</summary>
/// <param name="Asset">An asset; null for any.</param>
/// <param name="Tier">A quality; null for any.</param>
/// <param name="Venue">A venue; null for any.</param>
/// <param name="Haircut">Fraction of the value that does not count; [0, 1].</param>
public sealed record HaircutEntry(string? Asset, string? Tier, string? Venue, double Haircut)
{
    internal static readonly Interval HaircutBounds = Interval.Closed(0, 1);

    /// <summary>Fraction.</summary>
    public double Haircut { get; } = Haircut.Within(HaircutBounds);

    /// <summary>The asset weighs more than tier and venue together, the tier more than the venue.</summary>
    internal int Specificity => (Asset is null ? 0 : 4) + (Tier is null ? 0 : 2) + (Venue is null ? 0 : 1);

    /// <summary>What it names, such as <c>haircut asset ETH venue drift</c>.</summary>
    public override string ToString() =>
        Specificity == 0 ? "haircut of any asset" : "haircut" + Part("asset", Asset) + Part("tier", Tier) + Part("venue", Venue);

    internal bool NamesTheSameAs(HaircutEntry other) => (Asset, Tier, Venue) == (other.Asset, other.Tier, other.Venue);

    internal bool Matches(string asset, string tier, string venue) =>
        (Asset is null || Asset == asset) && (Tier is null || Tier == tier) && (Venue is null || Venue == venue);

    private static string Part(string kind, string? name) => name is null ? "" : $" {kind} {name}";
}
