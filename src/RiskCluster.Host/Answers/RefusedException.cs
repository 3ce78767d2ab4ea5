using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Answers;

/// <summary>A request is refused. The one middleware that catches it writes the problem.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>Refused for a problem.</summary>
    public RefusedException(Problem problem)
        : base(problem?.ToString()) => Problem = problem!;

    /// <summary>Why.</summary>
    public Problem Problem { get; }

    /// <summary>The HTTP status where it is not the one of the code.</summary>
    public int? Status { get; init; }

    /// <summary>How long to wait, milliseconds; of quotas and overload only.</summary>
    public long? RetryAfterMs { get; init; }
}
