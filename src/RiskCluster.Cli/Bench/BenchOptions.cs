namespace RiskCluster.Cli.Bench;

/// <summary>How long a benchmark may take.</summary>
/// <param name="IsShort">The form of continuous integration: fewer rounds.</param>
public sealed record BenchOptions(bool IsShort)
{
    /// <summary>How many interleaved rounds each measurement takes its median over.</summary>
    public int Rounds => IsShort ? 7 : 25;

    /// <summary>How many margin cycles allocation is counted over.</summary>
    public int AllocationCycles => IsShort ? 100 : 300;

    /// <summary>How long each load of durable appends is measured, seconds.</summary>
    public double CommitSeconds => IsShort ? 1.5 : 4;
}
