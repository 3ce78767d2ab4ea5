using System.Collections.Immutable;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Core.Accounts;

namespace RiskCluster.Host.Api.Accounts;

/// <summary>Accounts and their updates, from bodies and to them.</summary>
internal static class AccountMapping
{
    public static AccountCommand.ApplyPositions Command(this PositionUpdate update) => new(update.Epoch, update.Sequence, update.PrevSequence, Changes(update.Positions));

    public static AccountCommand.SnapshotPositions Command(this PositionSnapshot snapshot) => new(snapshot.Epoch, snapshot.Sequence, Changes(snapshot.Positions));

    private static ImmutableArray<PositionChange> Changes(IReadOnlyList<PositionEntry> positions) => [.. positions.Select(item => new PositionChange(item.Instrument, item.Size, item.AveragePrice))];
}
