using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// Lets only whole owners on the board: those who are at home here, whose portfolio says which accounts they have, and all of whose accounts are here. Half an owner has no margin, because it
/// could look like a breach; until the rest has come nobody acts on it. An account that is its own owner is whole by itself.
/// </summary>
/// <param name="accounts">Who follows accounts of whole owners.</param>
/// <param name="portfolios">Who follows portfolios.</param>
/// <param name="placement">Who is at home where.</param>
/// <param name="linked">Told whose an account is whenever that was not known.</param>
public sealed class OwnerGate(ICellObserver<AccountState> accounts, ICellObserver<PortfolioState> portfolios, SiloPlacement placement, Action<OwnerLinkNews> linked)
    : ICellObserver<AccountState>, ICellObserver<PortfolioState>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);

    // Made anew only after a change: it is asked for twice a second, and a large book seldom changes owners.
    private ILookup<string, string>? covered;

    /// <inheritdoc/>
    public void Changed(ActorAddress address, AccountState state, long seq)
    {
        var isNews = false;
        lock (gate)
        {
            var before = held.GetValueOrDefault(state.Key);
            if (before?.State.Link?.Owner is { } old && old != state.Link?.Owner) Leave(old, state.Key);
            // Under its old name nobody margins anything any more.
            if (before is not null && before.State.OwnerKey != state.OwnerKey && !groups.ContainsKey(before.State.OwnerKey)) gone.Add(before.State.OwnerKey);
            if (state.Link is null && AccountMachine.IsFlat(state))
            {
                if (held.Remove(state.Key))
                {
                    gone.Add(state.Key);
                    covered = null;
                }

                accounts.Changed(address, state, seq);
                isNews = placement.Learn(state.Key, null);
            }
            else
            {
                gone.Remove(state.OwnerKey);
                if (before?.State.OwnerKey != state.OwnerKey) covered = null;
                held[state.Key] = new(address, state, seq) { IsShown = before?.IsShown ?? false };
                if (state.Link is { } link) GroupOf(link.Owner).Accounts.Add(state.Key);
                isNews = placement.Learn(state.Key, state.Link?.Owner);
                // The state is new, so it is told even where nothing else has changed.
                Judge(state.OwnerKey, told: state.Key);
            }
        }

        if (isNews) linked(new(state.Key, state.Link?.Owner));
    }

    /// <inheritdoc/>
    public void Changed(ActorAddress address, PortfolioState state, long seq)
    {
        lock (gate)
        {
            ImmutableArray<string> members = [.. state.Members];
            if (members.Length > 0 || groups.ContainsKey(state.Owner))
            {
                GroupOf(state.Owner).Members = members;
                Judge(state.Owner, told: null);
            }

            portfolios.Changed(address, state, seq);
        }
    }

    /// <inheritdoc/>
    public void Lost(ActorAddress address)
    {
        lock (gate)
        {
            if (address.Kind == ActorKind.Portfolio)
            {
                if (groups.TryGetValue(address.Key, out var owner)) owner.Members = null;
                Judge(address.Key, told: null);
                return;
            }

            if (!held.Remove(address.Key, out var lost)) return;
            covered = null;
            if (lost.IsShown) accounts.Lost(address);
            if (lost.State.Link is { } link) Leave(link.Owner, address.Key);
        }
    }

    /// <summary>Judges everybody anew: the members of the cluster have changed.</summary>
    public void Refresh()
    {
        lock (gate)
            foreach (var owner in held.Values.Select(item => item.State.OwnerKey).Distinct().ToList())
                Judge(owner, told: null);
    }

    /// <summary>Actors of owners at home here who are needed for them to be whole, and are not here.</summary>
    public IReadOnlyList<(ActorAddress Address, string Owner)> Missing()
    {
        lock (gate)
        {
            var missing = new List<(ActorAddress, string)>();
            foreach (var (owner, group) in groups.Where(item => item.Value.Accounts.Count > 0 && placement.IsHome(item.Key)))
            {
                if (group.Members is not { } members) missing.Add((new(ActorKind.Portfolio, owner), owner));
                else missing.AddRange(members.Where(member => !held.ContainsKey(member)).Select(member => (new ActorAddress(ActorKind.Account, member), owner)));
            }

            return missing;
        }
    }

    /// <summary>Owners at home here of whom something is missing, with what.</summary>
    public ImmutableArray<UnmarginedOwner> Apart() =>
        [.. Missing().GroupBy(item => item.Owner, StringComparer.Ordinal).Select(item => new UnmarginedOwner(item.Key, "", $"waits for {string.Join(", ", item.Select(part => part.Address))} to come here"))];

    /// <summary>Whether an account is held here, in memory or at rest.</summary>
    public bool Holds(string account)
    {
        lock (gate) return held.ContainsKey(account);
    }

    /// <summary>Accounts that are held here, at home or not.</summary>
    public IReadOnlyList<ActorAddress> Accounts()
    {
        lock (gate) return [.. held.Values.Select(item => item.Address)];
    }

    /// <summary>Owners who are whole.</summary>
    public int WholeCount
    {
        get
        {
            lock (gate) return held.Values.Where(item => item.IsShown).Select(item => item.State.OwnerKey).Distinct().Count();
        }
    }

    /// <summary>Whole owners with their accounts, the same object as long as nothing has changed, and those who have had something here and have nothing any more; the latter are told once.</summary>
    public (ILookup<string, string> Owners, ImmutableArray<string> Gone) Covered()
    {
        lock (gate)
        {
            ImmutableArray<string> left = [.. gone.Order(StringComparer.Ordinal)];
            gone.Clear();
            covered ??= held.Values.Where(item => item.IsShown).ToLookup(item => item.State.OwnerKey, item => item.State.Key, StringComparer.Ordinal);
            return (covered, left);
        }
    }

    /// <summary>Nobody is known under this name any more: it is told with those who have nothing.</summary>
    public void Forget(string owner)
    {
        lock (gate) gone.Add(owner);
    }

    private Group GroupOf(string owner)
    {
        if (!groups.TryGetValue(owner, out var group)) groups.Add(owner, group = new());
        return group;
    }

    private void Leave(string owner, string account)
    {
        if (!groups.TryGetValue(owner, out var group)) return;
        group.Accounts.Remove(account);
        if (group.Accounts.Count == 0 && group.Members is null or []) groups.Remove(owner);
        Judge(owner, told: null);
    }

    private void Judge(string owner, string? told)
    {
        if (groups.TryGetValue(owner, out var group) && group.Accounts.Count > 0)
        {
            var isWhole = placement.IsHome(owner) && group.Members is { } members && members.All(held.ContainsKey);
            foreach (var account in group.Accounts) Show(held[account], isWhole, isNew: account == told);
        }
        else if (held.TryGetValue(owner, out var alone))
        {
            Show(alone, placement.IsHome(owner), isNew: owner == told);
        }
    }

    private void Show(Held item, bool isShown, bool isNew)
    {
        if (isShown && (isNew || !item.IsShown)) accounts.Changed(item.Address, item.State, item.Seq);
        if (!isShown && item.IsShown) accounts.Lost(item.Address);
        if (isShown != item.IsShown) covered = null;
        item.IsShown = isShown;
    }

    private sealed record Held(ActorAddress Address, AccountState State, long Seq)
    {
        public bool IsShown { get; set; }
    }

    private sealed class Group
    {
        public SortedSet<string> Accounts { get; } = new(StringComparer.Ordinal);

        /// <summary>By the portfolio; null while it has not been asked.</summary>
        public ImmutableArray<string>? Members { get; set; }
    }
}
