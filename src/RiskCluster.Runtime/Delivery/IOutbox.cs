namespace RiskCluster.Runtime.Delivery;

/// <summary>Where cells leave the effects of durable events.</summary>
public interface IOutbox
{
    /// <summary>Takes effects over for delivery. Effects of a stream come in the order of their events; those that came before are left out.</summary>
    void Post(EffectBatch batch);

    /// <summary>Says that a stream stands at an event, so that the journal's mark may follow when nothing of it waits for delivery.</summary>
    void Settle(string stream, long epoch, long seq);

    /// <summary>Drops what waits for delivery: another process has the stream now, and delivers.</summary>
    void Forget(string stream);
}
