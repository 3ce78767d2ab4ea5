namespace RiskCluster.Cli.Bench;

/// <summary>Rows that are measured together.</summary>
/// <param name="Name">By which <c>--only</c> asks for them; several may share one.</param>
/// <param name="Measure">Measures them.</param>
/// <param name="IsOnlyByName">Whether they are left out where <c>--only</c> does not ask for them.</param>
/// <param name="MostTries">How often it is measured while a bar is missed.</param>
internal sealed record BenchGroup(string Name, Func<BenchOptions, IEnumerable<BenchRow>> Measure, bool IsOnlyByName = false, int MostTries = 5);
