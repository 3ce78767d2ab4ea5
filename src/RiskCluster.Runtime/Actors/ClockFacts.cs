namespace RiskCluster.Runtime.Actors;

/// <summary>For decisions that need no more than the time.</summary>
internal sealed class ClockFacts<TState, TCommand> : ITurnFacts<TState, TCommand>
    where TState : class
    where TCommand : class
{
    public ValueTask<PreparedTurn> Prepare(TState state, TCommand command, long nowMs, CancellationToken cancellation) => new(new PreparedTurn(new(nowMs)));
}
