using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Scenarios;

/// <summary>What a scenario is called when a margin is explained; the same in every culture.</summary>
internal static class ScenarioName
{
    /// <summary><c>grid BTC -12.0 % ETH -15.0 % vol up</c>; without the coins when all move alike.</summary>
    public static string Grid(ImmutableArray<string> underlyings, double[] moves, string vol) =>
        $"grid {Together(underlyings, moves)} {vol}";

    /// <summary><c>tail -66.0 % vol +50.0 % x 0.12</c>.</summary>
    public static string Tail(RiskModelTail tail) =>
        string.Create(NumberFormatInfo.InvariantInfo, $"tail {Percent(tail.SpotRatio - 1)} vol {Percent(tail.VolShock)} x {tail.Dampening}");

    /// <summary><c>skew linear +</c> at the present price, <c>skew abs - BTC -6.0 % ETH -7.5 %</c> at a move.</summary>
    public static string Skew(ImmutableArray<string> underlyings, double[] moves, string rotation) => $"skew {rotation}{At(underlyings, moves)}";

    /// <summary><c>term front up, back down</c> at the present price, <c>term front down, back up BTC -6.0 % ETH -7.5 %</c> at a move.</summary>
    public static string Term(ImmutableArray<string> underlyings, double[] moves, string tilt) => $"term {tilt}{At(underlyings, moves)}";

    /// <summary><c>joint BTC +9.1 % ETH -4.2 % corr down vol up</c>.</summary>
    public static string Joint(ImmutableArray<string> underlyings, double[] moves, string stress, string vol) =>
        $"joint {Moves(underlyings, moves)}{stress} {vol}";

    /// <summary><c>history 2020-03-12 (March 2020)</c>.</summary>
    public static string History(HistoricalShock shock)
    {
        var day = shock.Day.ToString("yyyy-MM-dd", DateTimeFormatInfo.InvariantInfo);
        return shock.StressedWindow is null ? $"history {day}" : $"history {day} ({shock.StressedWindow})";
    }

    private static string At(ImmutableArray<string> underlyings, double[] moves) =>
        moves.All(move => move == 0) ? "" : $" {Together(underlyings, moves)}";

    private static string Together(ImmutableArray<string> underlyings, double[] moves) =>
        moves.All(move => move == moves[0]) ? Percent(moves[0]) : Moves(underlyings, moves);

    private static string Moves(ImmutableArray<string> underlyings, double[] moves) =>
        string.Join(' ', underlyings.Zip(moves, (underlying, move) => $"{underlying} {Percent(move)}"));

    private static string Percent(double fraction) => (100 * fraction).ToString("+0.0;-0.0;0.0", NumberFormatInfo.InvariantInfo) + " %";
}
