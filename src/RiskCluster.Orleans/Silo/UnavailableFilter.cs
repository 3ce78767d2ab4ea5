using Orleans;
using Orleans.Runtime;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Silo;

/// <summary>Whatever the transport throws is one thing to a caller: what became of the message is unknown, and the same message, sent again, tells.</summary>
public sealed class UnavailableFilter : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await context.Invoke();
        }
        catch (Exception problem) when (problem is TimeoutException or OrleansException or IOException or ObjectDisposedException && IsOurs(context))
        {
            throw new ActorUnavailableException($"{context.TargetId} cannot be reached: {problem.Message}", problem);
        }
    }

    private static bool IsOurs(IOutgoingGrainCallContext context) => context.InterfaceName.StartsWith("RiskCluster.", StringComparison.Ordinal);
}
