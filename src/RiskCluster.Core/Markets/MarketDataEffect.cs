using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Markets;

/// <summary>A market tells no actor anything: whoever margins with it reads its events, and a message for each account and tick would be too many.</summary>
public abstract record MarketDataEffect : IEffect
{
    private MarketDataEffect()
    {
    }

    /// <inheritdoc/>
    public abstract ActorAddress Target { get; }
}
