using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Accounts;

/// <summary>The rules of an account.</summary>
/// <remarks>
/// The venue's position updates carry whole sizes and win over what fills have added meanwhile. No rule looks at who the account is: there is nothing by which one
/// account could be exempt.
/// </remarks>
public sealed class AccountMachine : IMachine<AccountState, AccountCommand, AccountEvent, AccountEffect>
{
    private AccountMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.Account;

    /// <inheritdoc/>
    public static AccountState Initial(string key) =>
        KeyName.IsValidAccount(key) ? new(key) : throw new ArgumentException($"'{key}' is no account such as deribit/alice, both parts {KeyName.Rule}", nameof(key));

    /// <inheritdoc/>
    public static Decision Decide(AccountState state, AccountCommand command, in Turn turn)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return command switch
        {
            AccountCommand.ApplyPositions batch => PositionRules.Apply(state, batch, turn),
            AccountCommand.SnapshotPositions snapshot => PositionRules.Replace(state, snapshot, turn),
            AccountCommand.SetCollateral collateral => CollateralRules.Set(state, collateral),
            AccountCommand.ApplyFill fill => FillRules.Apply(state, fill, turn),
            AccountCommand.Reserve order => OrderRules.Reserve(state, order, turn),
            AccountCommand.Release order => OrderRules.Release(state, order),
            AccountCommand.ExpireReservations => OrderRules.Expire(state, turn),
            AccountCommand.OfferLink offer => LinkRules.Offer(state, offer),
            AccountCommand.ConsentLink consent => LinkRules.Consent(state, consent.Owner),
            AccountCommand.WithdrawConsent consent => LinkRules.WithdrawConsent(state, consent.Owner),
            AccountCommand.ReleaseOwner release => LinkRules.Release(state, release),
            AccountCommand.PayLossShare share => LossShareRules.Pay(state, share),
            _ => throw new ArgumentException($"no account knows {command.GetType().Name}", nameof(command)),
        };
    }

    /// <inheritdoc/>
    public static AccountState Apply(AccountState state, AccountEvent change)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(change);
        var next = change switch
        {
            AccountEvent.PositionsApplied applied => Positioned(state, applied.Epoch, applied.Sequence, state.Positions, applied.Changes),
            AccountEvent.PositionsReplaced replaced =>
                Positioned(state, replaced.Epoch, replaced.Sequence, PositionDictionary.Empty, replaced.Positions) with { SnapshotSequence = replaced.Sequence },
            AccountEvent.GapSeen seen => state with { Gap = seen.Gap },
            AccountEvent.CollateralSet set => state with
            {
                CollateralEpoch = set.Epoch,
                CollateralSequence = set.Sequence,
                CashUsd = set.CashUsd,
                Collateral = state.Collateral.Clear().SetItems(set.Items.Select(item => KeyValuePair.Create(AccountState.LineOf(item.Asset, item.Chain), item))),
            },
            AccountEvent.FillApplied fill => Filled(state, fill),
            AccountEvent.ReservationMade made => state with { Reservations = state.Reservations.SetItem(made.OrderId, made.Reservation) },
            AccountEvent.ReservationReleased released => state with { Reservations = state.Reservations.Remove(released.OrderId) },
            AccountEvent.ReservationsExpired expired => state with { Reservations = state.Reservations.RemoveRange(expired.OrderIds) },
            AccountEvent.LossSharePaid paid => state with { CashUsd = paid.CashUsd, LossShares = state.LossShares.SetItem(paid.Owner, paid.UnwindId) },
            _ => LinkRules.Apply(state, change),
        };
        return next with { Seq = state.Seq + 1 };
    }

    /// <summary>An account that holds nothing, owes nothing and waits for nothing is asleep.</summary>
    /// <inheritdoc/>
    public static bool IsAwake(AccountState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return !IsFlat(state) || !state.Offers.IsEmpty || state.Consent is not null;
    }

    /// <summary>True when there is nothing that a margin could be computed of: no positions, cash or collateral, and no margin taken by orders.</summary>
    public static bool IsFlat(AccountState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Positions.IsEmpty && state.CashUsd == 0 && state.Collateral.IsEmpty && state.Reservations.IsEmpty;
    }

    internal static Decision Reject(AccountRejection rejection, string? param, string detail) => Decision.Reject(AccountProblem.Of(rejection, param, detail));

    private static AccountState Positioned(
        AccountState state, long epoch, long sequence, PositionDictionary positions, ImmutableArray<PositionChange> changes) => state with
        {
            Epoch = epoch,
            LastSequence = sequence,
            Positions = positions.With(changes),
            Gap = state.Gap is null || state.Gap.IsFilledAt(epoch, sequence) ? null : state.Gap,
        };

    private static AccountState Filled(AccountState state, AccountEvent.FillApplied fill)
    {
        var outcome = fill.Outcome;
        var line = outcome.Coin is null ? null : AccountState.LineOf(outcome.Coin, chain: null);
        return state with
        {
            Positions = state.Positions.With([new(fill.Instrument, outcome.Size, outcome.AveragePrice)]),
            CashUsd = outcome.CashUsd,
            Collateral = line is null ? state.Collateral
                : outcome.CoinQuantity == 0 ? state.Collateral.Remove(line)
                : state.Collateral.SetItem(line, new(outcome.Coin!, outcome.CoinQuantity)),
            Fills = state.Fills.SetItem(fill.Source, state.Fills.GetValueOrDefault(fill.Source).With(fill.Ordinal)),
            Reservations = fill.ReservationId is null ? state.Reservations
                : outcome.Reservation is null ? state.Reservations.Remove(fill.ReservationId)
                : state.Reservations.SetItem(fill.ReservationId, outcome.Reservation),
        };
    }
}
