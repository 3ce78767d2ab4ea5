namespace RiskCluster.Risk.WhatIf;

/// <summary>How far, and how finely, a reverse stress looks.</summary>
/// <param name="LowestMove">The farthest fall as a relative move; within (-1, 0].</param>
/// <param name="HighestMove">The farthest rise; >= 0.</param>
/// <param name="StepMove">Distance of the markets looked at; > 0. A breach that opens and closes between two of them is not seen.</param>
public sealed record StressRange(double LowestMove, double HighestMove, double StepMove)
{
    /// <summary>From 95 % down to 200 % up, by one percent.</summary>
    public static readonly StressRange Default = new(-0.95, 2, 0.01);
}
