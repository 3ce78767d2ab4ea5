using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// Where actors have their home: what one owner has is a group, and a group is at home on the silo that scores highest for it. Every silo computes the same from the same members; when one
/// leaves only its own groups move, and when one joins only those move that it gets.
/// </summary>
public static class OwnerPlacement
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The silo of a group.</summary>
    /// <param name="group">What stays together.</param>
    /// <param name="silos">The members, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static string HomeOf(string group, IReadOnlyList<string> silos)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(silos);
        if (silos.Count == 0) throw new ArgumentException("a cluster has at least one silo", nameof(silos));
        var (best, score) = (silos[0], Score(silos[0], group));
        for (var i = 1; i < silos.Count; i++)
        {
            var other = Score(silos[i], group);
            if (other > score || (other == score && string.CompareOrdinal(silos[i], best) < 0)) (best, score) = (silos[i], other);
        }

        return best;
    }

    /// <summary>A number from 0 to <paramref name="count"/> - 1 that spreads keys evenly, the same in every process and for ever.</summary>
    public static int Partition(string key, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)(Mix(Hash(key, Offset)) % (ulong)count);
    }

    /// <summary>The group of an actor: accounts, portfolio and unwind of an owner are one, any other actor stands by itself.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="owner">The owner of an account; null when it is its own.</param>
    public static string GroupOf(ActorAddress address, string? owner) => address.Kind switch
    {
        ActorKind.Account => owner ?? address.Key,
        ActorKind.Portfolio or ActorKind.Unwind => address.Key,
        _ => address.ToString(),
    };

    private static ulong Score(string silo, string group) => Mix(Hash(group, Mix(Hash(silo, Offset))));

    // FNV-1a over the UTF-16 units, then a finisher, because the last letters alone tell keys apart.
    private static ulong Hash(string text, ulong seed)
    {
        var hash = seed;
        unchecked
        {
            foreach (var letter in text) hash = (hash ^ letter) * Prime;
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
