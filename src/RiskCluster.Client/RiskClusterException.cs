using RiskCluster.Contracts;

namespace RiskCluster.Client;

/// <summary>The server refused, and says why. Programs act on <see cref="ProblemDocument.Code"/>.</summary>
/// <param name="problem">What it said.</param>
public sealed class RiskClusterException(ProblemDocument problem) : Exception($"{problem?.Code} ({problem?.Reason}): {problem?.Detail}")
{
    /// <summary>The refusal.</summary>
    public ProblemDocument Problem { get; } = problem ?? throw new ArgumentNullException(nameof(problem));
}
