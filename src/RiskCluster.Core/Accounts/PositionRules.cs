using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Instruments;
using static RiskCluster.Core.Accounts.AccountRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Accounts;

/// <summary>How a venue's position updates become positions.</summary>
internal static class PositionRules
{
    public const int MaxPositions = 10_000;

    // The greatest whole number that every JSON reader keeps exactly.
    public const long MaxSequence = (1L << 53) - 1;

    public static Decision Apply(AccountState state, AccountCommand.ApplyPositions batch, in Turn turn)
    {
        if (OutOfBounds(batch.Epoch, batch.Sequence) is { } refusal) return refusal;
        if (batch.PreviousSequence < 0 || batch.PreviousSequence >= batch.Sequence)
            return AccountMachine.Reject(SequenceBounds, "previous_sequence", $"the previous sequence {batch.PreviousSequence} is not from 0 to below {batch.Sequence}");
        if (batch.Epoch < state.Epoch) return Stale(state, batch.Epoch);
        if (batch.Epoch == state.Epoch && batch.Sequence <= state.LastSequence) return Decision.Duplicate();
        if ((state.Epoch != 0 && batch.Epoch > state.Epoch) || batch.PreviousSequence != state.LastSequence) return Gap(state, batch);
        return Malformed(batch.Changes) ?? Unlisted(state, batch.Changes, turn) ?? Overfull(state, batch.Changes)
            ?? Decision.Accept(new AccountEvent.PositionsApplied(batch.Epoch, batch.Sequence, Plain(batch.Changes)));
    }

    public static Decision Replace(AccountState state, AccountCommand.SnapshotPositions snapshot, in Turn turn)
    {
        if (OutOfBounds(snapshot.Epoch, snapshot.Sequence) is { } refusal) return refusal;
        if (snapshot.Epoch == state.Epoch && snapshot.Sequence == state.SnapshotSequence) return Decision.Duplicate();
        if (snapshot.Epoch <= state.Epoch) return Stale(state, snapshot.Epoch);
        return Malformed(snapshot.Positions) ?? Unlisted(state, snapshot.Positions, turn)
            ?? Decision.Accept(new AccountEvent.PositionsReplaced(snapshot.Epoch, snapshot.Sequence, [.. Plain(snapshot.Positions).Where(position => position.Size != 0)]));
    }

    /// <summary>Null when the epoch and sequence are numbers that an update may have.</summary>
    public static Decision? OutOfBounds(long epoch, long sequence)
    {
        if (epoch is < 1 or > MaxSequence) return AccountMachine.Reject(EpochBounds, "epoch", $"the epoch {epoch} is not from 1 to {MaxSequence}");
        return sequence is < 1 or > MaxSequence ? AccountMachine.Reject(SequenceBounds, "sequence", $"the sequence {sequence} is not from 1 to {MaxSequence}") : null;
    }

    /// <summary>Null when the venue lists the instrument, or the change only reduces what is held: what was delisted must be able to be closed.</summary>
    public static Decision? Unlisted(AccountState state, string instrument, decimal newSize, in Turn turn)
    {
        if (turn.IsListed(instrument)) return null;
        if (state.Positions.Find(instrument) is { } held && IsReduced(held.Size, newSize)) return null;
        return turn.Listed is null
            ? AccountMachine.Reject(ListingUnknown, "instrument", "what the venue lists is not known now")
            : AccountMachine.Reject(UnknownInstrument, "instrument", $"the venue does not list '{instrument}'");
    }

    private static bool IsReduced(decimal held, decimal next) => Math.Abs(next) <= Math.Abs(held) && (next == 0 || next > 0 == held > 0);

    private static Decision Stale(AccountState state, long epoch) =>
        AccountMachine.Reject(StaleEpoch, "epoch", $"epoch {epoch} was replaced: the account is in epoch {state.Epoch} at sequence {state.LastSequence}");

    private static Decision Gap(AccountState state, AccountCommand.ApplyPositions batch)
    {
        var isNewEpoch = batch.Epoch > state.Epoch && state.Epoch != 0;
        var expected = isNewEpoch ? 1 : state.LastSequence + 1;
        var problem = AccountProblem.Of(
            SequenceGap,
            isNewEpoch ? "epoch" : "previous_sequence",
            isNewEpoch
                ? $"epoch {batch.Epoch} has not been opened by a snapshot: the account is in epoch {state.Epoch} at sequence {state.LastSequence}"
                : $"the update follows {batch.PreviousSequence}, the account is at {state.LastSequence}: resend from {expected}, or a snapshot under a new epoch") with
        {
            ExpectedSequence = isNewEpoch ? null : expected,
        };

        // Only what teaches something new is written down: a redelivery of the same gap is not.
        var isKnown = state.Gap is { } known && known.IsKnownAt(batch.Epoch, batch.Sequence);
        return isKnown ? Decision.Reject(problem) : Decision.Reject(problem, new AccountEvent.GapSeen(new(batch.Epoch, expected, batch.Sequence)));
    }

    private static Decision? Malformed(ImmutableArray<PositionChange> changes)
    {
        if (changes.Length > MaxPositions) return AccountMachine.Reject(TooManyPositions, "positions", $"{changes.Length} positions in one update, at most {MaxPositions} are taken");
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in changes)
            if (!named.Add(change.Instrument)) return AccountMachine.Reject(InstrumentTwice, "instrument", $"'{change.Instrument}' is named twice");
        foreach (var change in changes)
            if (!DecimalBounds.Holds(change.Size, DecimalBounds.MaxQuantity))
                return AccountMachine.Reject(SizeBounds, "size", $"the size {change.Size} of '{change.Instrument}' is beyond 1e15 or has more than {DecimalBounds.MaxScale} digits after the point");
        foreach (var change in changes)
            if (change.AveragePrice is { } price && !DecimalBounds.IsPrice(price))
                return AccountMachine.Reject(AveragePriceBounds, "average_price", $"the average price {price} of '{change.Instrument}' is not from 1e-9 to 1e12 with at most {DecimalBounds.MaxScale} digits after the point");
        return null;
    }

    private static Decision? Unlisted(AccountState state, ImmutableArray<PositionChange> changes, in Turn turn)
    {
        foreach (var change in changes)
            if (Unlisted(state, change.Instrument, change.Size, turn) is { } refusal) return refusal;
        foreach (var change in changes)
            if (change.Size != 0 && change.AveragePrice is null && InstrumentName.Parse(change.Instrument).Kind is InstrumentKind.Future or InstrumentKind.Perpetual)
                return AccountMachine.Reject(AveragePriceMissing, "average_price", $"'{change.Instrument}' has no average price, without which its profit is not known");
        return null;
    }

    private static Decision? Overfull(AccountState state, ImmutableArray<PositionChange> changes)
    {
        var count = state.Positions.Count;
        foreach (var change in changes) count += (change.Size == 0 ? 0 : 1) - (state.Positions.ContainsKey(change.Instrument) ? 1 : 0);
        return count > MaxPositions ? AccountMachine.Reject(AccountFull, "positions", $"the account would hold {count} positions, at most {MaxPositions} it may") : null;
    }

    private static ImmutableArray<PositionChange> Plain(ImmutableArray<PositionChange> changes) =>
        [.. changes.Select(change => new PositionChange(
            change.Instrument, DecimalBounds.Plain(change.Size), change.Size != 0 && change.AveragePrice is { } price ? DecimalBounds.Plain(price) : null))];
}
