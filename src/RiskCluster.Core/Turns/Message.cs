namespace RiskCluster.Core.Turns;

/// <summary>A command on its way to an actor.</summary>
/// <param name="Id">Tells it from its redelivery.</param>
/// <param name="Command">What is asked for.</param>
/// <param name="ExpiresAtMs">Refused unread from this time on, unix milliseconds; null for what must happen however late, such as an effect.</param>
public sealed record Message<TCommand>(MessageId Id, TCommand Command, long? ExpiresAtMs = null)
    where TCommand : class;
