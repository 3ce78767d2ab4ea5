using System.Collections.Concurrent;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Facts;

/// <summary>What an account has to know: which instruments its venue lists, and for an order the margin after it.</summary>
internal sealed class AccountFacts(IActors actors, IMarginSource? margins) : ITurnFacts<AccountState, AccountCommand>
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    // A set is made once for each state of a venue, not for each update of an account.
    private readonly ConcurrentDictionary<string, (long Head, IReadOnlySet<string> Listed)> listings = new(StringComparer.Ordinal);

    public async ValueTask<PreparedTurn> Prepare(AccountState state, AccountCommand command, long nowMs, CancellationToken cancellation)
    {
        var needsListing = command is AccountCommand.ApplyPositions or AccountCommand.SnapshotPositions or AccountCommand.ApplyFill or AccountCommand.Reserve;
        var listed = needsListing ? await Listed(KeyName.VenueOf(state.Key), cancellation) : null;
        // No margin for what the rules will refuse as unlisted: the board would take every strange name for a new instrument.
        if (command is not AccountCommand.Reserve order || margins is null || listed?.Contains(order.Instrument) != true) return new(new(nowMs) { Listed = listed });
        var facts = await margins.AfterOrder(state, order, cancellation);
        return new(new(nowMs) { Listed = listed, Margins = facts.Margins }, facts.Hold);
    }

    private async ValueTask<IReadOnlySet<string>?> Listed(string venue, CancellationToken cancellation)
    {
        try
        {
            var known = listings.GetValueOrDefault(venue, (-1, Nothing));
            if (await actors.Venue(venue).ReadUnless(known.Head, cancellation) is not { } reading) return known.Listed;
            var listed = reading.State.Instruments.Keys.ToHashSet(StringComparer.Ordinal);
            listings[venue] = (reading.Head, listed);
            return listed;
        }
        catch (ActorUnavailableException)
        {
            return null;
        }
    }
}
