namespace RiskCluster.Runtime.Actors;

/// <summary>The state of an actor as it was durable at some time after it was asked for.</summary>
/// <param name="Epoch">Of the activation that answers.</param>
/// <param name="Head">Journal sequence of the newest event in the state; 0 when there is none.</param>
/// <param name="State">The state.</param>
/// <param name="Fenced">True when the journal confirmed, after the question came, that nobody else has taken the actor over; otherwise the state may be old.</param>
public sealed record Reading<TState>(long Epoch, long Head, TState State, bool Fenced)
    where TState : class
{
    /// <summary>Null for whoever has this state already.</summary>
    /// <param name="head">Of the state that is known.</param>
    public Reading<TState>? Unless(long head) => Head == head ? null : this;
}
