using System.Collections.Immutable;

namespace RiskCluster.Risk.WhatIf;

/// <summary>The reverse stress along one direction (MODEL MRG-11).</summary>
/// <param name="Underlyings">Those that move together; the others stand still.</param>
/// <param name="Down">The smallest fall that breaches; null when none within the range does.</param>
/// <param name="Up">The smallest rise that breaches; null when none within the range does.</param>
public sealed record StressDirection(ImmutableArray<string> Underlyings, BreachPoint? Down, BreachPoint? Up)
{
    /// <summary>The smaller of the two moves; null when there is neither.</summary>
    public BreachPoint? Nearest => Down is null ? Up : Up is null || -Down.Move <= Up.Move ? Down : Up;
}
