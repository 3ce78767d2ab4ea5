using System.Collections.Immutable;

namespace RiskCluster.Core.SystemRisk;

/// <summary>Concentration over the live book at one margin cycle.</summary>
/// <param name="Cycle">Number of the cycle, at least 1; the newest wins.</param>
/// <param name="AsOfMs">Time of the cycle, unix milliseconds.</param>
/// <param name="Lines">Each underlying at most once.</param>
public sealed record ConcentrationReport(long Cycle, long AsOfMs, ImmutableArray<ConcentrationLine> Lines);
