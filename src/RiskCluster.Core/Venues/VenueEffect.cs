using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Venues;

/// <summary>What a venue tells others: nothing. Whoever needs to know asks it.</summary>
public abstract record VenueEffect : IEffect
{
    private VenueEffect()
    {
    }

    /// <inheritdoc/>
    public abstract ActorAddress Target { get; }
}
