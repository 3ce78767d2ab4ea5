using System.Globalization;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>One move of spot and volatility (SCN-1, SCN-2, SCN-3).</summary>
/// <param name="SpotRatio">Shocked over present spot.</param>
/// <param name="Vol">What happens to volatility.</param>
/// <param name="Dampening">The part of the P&amp;L that counts.</param>
internal sealed record StressMove(double SpotRatio, VolMove Vol, double Dampening)
{
    public string Name { get; } = NameOf(SpotRatio, Vol, Dampening);

    public static StressMove Read(RiskModelNode node)
    {
        var move = new StressMove(
            node.Number("spot_ratio", Interval.Closed(0, 100)),
            node.Choice("vol", ("none", VolMove.None), ("up", VolMove.Up), ("down", VolMove.Down), ("linear", VolMove.Linear), ("abs", VolMove.Abs)),
            node.NumberOr("dampening", Interval.Closed(0, 10), 1));
        node.Require(!move.IsSkew || move.SpotRatio == 1, "spot_ratio", "must be 1 where vol is linear or abs");
        return move;
    }

    public bool IsSkew => Vol is VolMove.Linear or VolMove.Abs;

    private static string NameOf(double spotRatio, VolMove vol, double dampening)
    {
        var percent = ((spotRatio - 1) * 100).ToString("+0.####;-0.####;0", NumberFormatInfo.InvariantInfo);
        var weight = dampening == 1 ? "" : FormattableString.Invariant($", weight {dampening:0.####}");
        return $"price {percent} %, {(vol is VolMove.Linear or VolMove.Abs ? "skew" : "vol")} {vol.ToString().ToLowerInvariant()}{weight}";
    }
}
