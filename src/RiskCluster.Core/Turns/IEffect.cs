namespace RiskCluster.Core.Turns;

/// <summary>Something to tell another actor, at least once, in order per target, after the events beside it are durable.</summary>
public interface IEffect
{
    /// <summary>Whom.</summary>
    ActorAddress Target { get; }
}
