namespace RiskCluster.Runtime.Actors;

/// <summary>Finds out what a decision has to know beside state and command, before it is taken.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TCommand">What it may be asked for.</typeparam>
public interface ITurnFacts<in TState, in TCommand>
    where TState : class
    where TCommand : class
{
    /// <summary>The facts for one command. What cannot be found out is left out, and the rules refuse what needs it.</summary>
    ValueTask<PreparedTurn> Prepare(TState state, TCommand command, long nowMs, CancellationToken cancellation);
}
