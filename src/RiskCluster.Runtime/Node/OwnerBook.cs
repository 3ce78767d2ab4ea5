using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>What an owner who is unwound holds, and where it can be traded.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Accounts">All of the owner's accounts, by key.</param>
/// <param name="HaltedVenues">Venues that stand still, or whose queue does.</param>
/// <param name="HasAllFills">True when the accounts have every fill of the unwind's legs; until then their positions are those of before.</param>
internal sealed record OwnerBook(string Owner, ImmutableArray<AccountState> Accounts, ImmutableArray<string> HaltedVenues, bool HasAllFills)
{
    /// <summary>Reads it from the actors.</summary>
    /// <exception cref="ActorUnavailableException">One of them cannot be asked now.</exception>
    public static async ValueTask<OwnerBook> Read(IActors actors, UnwindState unwind, CancellationToken cancellation)
    {
        var members = (await actors.Portfolio(unwind.Owner).Read(fenced: false, cancellation)).State.Members.ToList();
        // An account that is nobody's is its own owner.
        if (members.Count == 0 && KeyName.IsValidAccount(unwind.Owner)) members.Add(unwind.Owner);
        var accounts = ImmutableArray.CreateBuilder<AccountState>(members.Count);
        foreach (var key in members.Order(StringComparer.Ordinal)) accounts.Add((await actors.Account(key).Read(fenced: false, cancellation)).State);
        var (halted, hasAll) = (new List<string>(), true);
        foreach (var venue in accounts.Select(account => KeyName.VenueOf(account.Key)).Distinct())
        {
            var queue = (await actors.LiquidationQueue(venue).Read(fenced: false, cancellation)).State;
            if (queue.Halt is not null || (await actors.Venue(venue).Read(fenced: false, cancellation)).State.Halt is not null) halted.Add(venue);
            // By the numbers that legs of this owner ever had: a queue holds those of ten thousand others.
            for (var legId = 1L; legId <= unwind.LastLegId; legId++)
            {
                if (!queue.Tasks.TryGetValue(LiquidationOrder.TaskIdOf(unwind.Owner, legId), out var task) || task.LastFill == 0) continue;
                var known = accounts.FirstOrDefault(account => account.Key == task.Order.Account)?.Fills.GetValueOrDefault(queue.Source);
                hasAll &= known is not { } window || window.Contains(task.LastFill) || window.IsForgotten(task.LastFill);
            }
        }

        return new(unwind.Owner, accounts.ToImmutable(), [.. halted], hasAll);
    }

    /// <summary>The accounts as the numerics take them, collateral included, all of this owner.</summary>
    public ImmutableArray<AccountPortfolio> Portfolios() => [.. Accounts.Select(account => BoardAccount.Of(account, account.Seq).ToPortfolio() with { Owner = Owner })];
}
