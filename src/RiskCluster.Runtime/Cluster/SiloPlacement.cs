using System.Collections.Concurrent;
using System.Collections.Immutable;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// Which silo every actor is at home on, as this one sees it: the members, and the owners of linked accounts. It may be late; that costs a move and nothing else, because the journal alone says who writes.
/// </summary>
/// <param name="self">This silo.</param>
public sealed class SiloPlacement(string self)
{
    private readonly ConcurrentDictionary<string, string> owners = new(StringComparer.Ordinal);
    private ImmutableArray<string> silos = [self];
    private volatile bool isLeaving;
    private long version;

    /// <summary>This silo.</summary>
    public string Self => self;

    /// <summary>The members, by ordinal name; none when this silo was alone and leaves.</summary>
    public ImmutableArray<string> Silos => silos;

    /// <summary>Rises whenever somebody may have another home than before.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Takes the members as they are now; false when they are those of before.</summary>
    /// <param name="members">All that are active; this silo is one of them whatever they say, until it leaves.</param>
    public bool Take(IEnumerable<string> members)
    {
        ImmutableArray<string> next = [.. (isLeaving ? members.Where(silo => silo != self) : members.Append(self)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (next.SequenceEqual(silos)) return false;
        silos = next;
        Interlocked.Increment(ref version);
        return true;
    }

    /// <summary>This silo leaves: nobody is at home here any more, so that it takes nobody back whom another has taken.</summary>
    public void Leave()
    {
        isLeaving = true;
        silos = silos.Remove(self);
        Interlocked.Increment(ref version);
    }

    /// <summary>Notes whose an account is; null: its own. False when that was known.</summary>
    public bool Learn(string account, string? owner)
    {
        if (owner is null ? !owners.TryRemove(account, out _) : owners.TryGetValue(account, out var known) && known == owner) return false;
        if (owner is not null) owners[account] = owner;
        Interlocked.Increment(ref version);
        return true;
    }

    /// <summary>The owner of a linked account; null when it is its own, as far as is known.</summary>
    public string? OwnerOf(string account) => owners.GetValueOrDefault(account);

    /// <summary>What the actor stays together with.</summary>
    public string GroupOf(ActorAddress address) => OwnerPlacement.GroupOf(address, address.Kind == ActorKind.Account ? owners.GetValueOrDefault(address.Key) : null);

    /// <summary>The home of an actor among these members.</summary>
    public string HomeOf(ActorAddress address, IReadOnlyList<string> members) => OwnerPlacement.HomeOf(GroupOf(address), members);

    /// <summary>Whether an actor is at home here.</summary>
    public bool IsHome(ActorAddress address) => IsHome(GroupOf(address));

    /// <summary>Whether an owner, or an account that is its own, is at home here.</summary>
    public bool IsHome(string owner) => !isLeaving && OwnerPlacement.HomeOf(owner, silos) == self;
}
