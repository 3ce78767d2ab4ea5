using System.Collections.Concurrent;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// Whether all silos decide by the same rules and the same model. While any two differ, or one has not said, nothing is decided here that rests on a margin: no order is let through, no account
/// let go, no breach reported and no unwind planned. Positions are still taken, and margins still computed.
/// </summary>
internal sealed class SiloAgreement(ISiloCluster cluster, Func<SiloIdentity> own)
{
    private readonly ConcurrentDictionary<string, SiloIdentity> others = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<string> members = [];

    /// <summary>Why nothing is decided; null when it may be.</summary>
    public string? Problem
    {
        get
        {
            var mine = own();
            foreach (var silo in members)
            {
                if (!others.TryGetValue(silo, out var other)) return $"{silo} has not said by which rules and model it decides";
                if (other.IsPaused) return $"decisions are paused on {silo}";
                if (other.Rules != mine.Rules) return $"{silo} has other rules";
                if (other.Model != mine.Model) return $"{silo} margins by '{other.Model}', this one by '{mine.Model}'";
            }

            return null;
        }
    }

    /// <summary>Takes the members; a newcomer has to say first by what it decides.</summary>
    public void Take(IEnumerable<string> silos)
    {
        List<string> asked = [.. silos.Where(silo => silo != cluster.Self)];
        members = asked;
        foreach (var left in others.Keys.Except(asked).ToList()) others.TryRemove(left, out _);
    }

    /// <summary>Asks all the others. Who does not answer is taken to decide as it did.</summary>
    public Task Ask(CancellationToken cancellation) =>
        Task.WhenAll(members.Select(async silo =>
        {
            try
            {
                others[silo] = await cluster.Identify(silo, cancellation);
            }
            catch (ActorUnavailableException)
            {
                // A silo keeps its rules as long as it lives; a new one is waited for.
            }
        }));
}
