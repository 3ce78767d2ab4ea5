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

    public static AccountCommand.SetCollateral Command(this CollateralUpdate update) =>
        new(update.Epoch, update.Sequence, update.CashUsd, [.. update.Items.Select(item => new CollateralItem(item.Asset, item.Amount, item.Chain))]);

    /// <summary>A venue's fill. Its source is the venue itself, so that nobody numbers fills under another's name.</summary>
    public static AccountCommand.ApplyFill Command(this FillReport fill, string venue) => new(venue, fill.Sequence, FillKind.Trade, fill.Instrument, fill.Size, fill.Price, fill.OrderId);

    public static AccountDocument Document(this AccountState state) => new(
        state.Key,
        state.OwnerKey,
        state.Epoch,
        state.LastSequence,
        state.Gap is not null,
        [.. state.Positions.Select(item => new PositionEntry(item.Key, item.Value.Size, item.Value.AveragePrice))],
        state.CashUsd,
        [.. state.Collateral.Values.Select(item => new CollateralEntry(item.Asset, item.Quantity, item.Chain))],
        state.ReservedUsd,
        state.Seq);
}
