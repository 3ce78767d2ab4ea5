namespace RiskCluster.Cli.Remote.Load;

/// <summary>What came of a load.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Callers">So many at the same time.</param>
/// <param name="Seconds">For so long.</param>
/// <param name="Calls">Calls that were answered; of streams, events that came.</param>
/// <param name="Failures">Calls that were refused or not answered.</param>
/// <param name="CallsPerSecond">Answered calls a second.</param>
/// <param name="P50Ms">Half of them took no longer.</param>
/// <param name="P99Ms">All but one in a hundred took no longer.</param>
/// <param name="FirstFailure">Why the first one failed.</param>
internal sealed record LoadReport(string Kind, int Callers, double Seconds, long Calls, long Failures, double CallsPerSecond, double P50Ms, double P99Ms, string? FirstFailure);
