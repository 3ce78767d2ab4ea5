using System.Collections.Immutable;
using RiskCluster.Core.Accounts;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Positions as a venue sends them.</summary>
/// <param name="Epoch">Of its numbering.</param>
/// <param name="Sequence">Within the epoch.</param>
/// <param name="IsSnapshot">True when these are all positions, under a new epoch.</param>
/// <param name="IsGivenUp">True for an update that the venue does not send until it is acknowledged: the snapshot after it says what it said.</param>
/// <param name="Positions">New sizes.</param>
internal sealed record SentPositions(long Epoch, long Sequence, bool IsSnapshot, bool IsGivenUp, ImmutableArray<PositionChange> Positions)
{
    public AccountCommand Command => IsSnapshot
        ? new AccountCommand.SnapshotPositions(Epoch, Sequence, Positions)
        : new AccountCommand.ApplyPositions(Epoch, Sequence, Sequence - 1, Positions);

    /// <summary>What a venue sends in time: updates, and now and then one that it gives up, and a snapshot after it.</summary>
    public static ImmutableArray<SentPositions> Plan(int updates, SimLoop loop, IReadOnlyList<string> instruments)
    {
        var plan = ImmutableArray.CreateBuilder<SentPositions>();
        var held = new SortedDictionary<string, PositionChange>(StringComparer.Ordinal);
        var (epoch, sequence) = (1L, 0L);
        for (var i = 0; i < updates; i++)
        {
            ImmutableArray<PositionChange> changes =
                [.. instruments.Where(_ => loop.Happens(0.6)).DefaultIfEmpty(instruments[0]).Select(name => new PositionChange(name, loop.Random.Next(-5, 6), 50_000))];
            foreach (var change in changes) held[change.Instrument] = change;
            var isGivenUp = loop.Happens(0.15);
            plan.Add(new(epoch, ++sequence, IsSnapshot: false, isGivenUp, changes));
            if (!isGivenUp) continue;
            (epoch, sequence) = (epoch + 1, loop.Random.Next(1, 9));
            plan.Add(new(epoch, sequence, IsSnapshot: true, IsGivenUp: false, [.. held.Values]));
        }

        return plan.ToImmutable();
    }
}
