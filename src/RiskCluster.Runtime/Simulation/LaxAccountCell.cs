using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>An account's cell before which a guard is off: it does not see who a message is, that it has expired, is older than what is there, or comes before its time or its turn.</summary>
internal sealed class LaxAccountCell(IActorCell<AccountState, AccountCommand, AccountEvent> inner, Guard off) : IActorCell<AccountState, AccountCommand, AccountEvent>
{
    private long count;

    public ActorAddress Address => inner.Address;

    public bool IsActive => inner.IsActive;

    public ValueTask Activate(StreamReplay? replay) => inner.Activate(replay);

    public ValueTask Confirm(CancellationToken cancellation) => inner.Confirm(cancellation);

    public ValueTask Passivate() => inner.Passivate();

    public ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation) => inner.Read(fenced, cancellation);

    public ValueTask<Reading<AccountState>?> ReadUnborn(bool fenced, CancellationToken cancellation) => inner.ReadUnborn(fenced, cancellation);

    public async ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation)
    {
        if (off == Guard.Expiry) message = message with { ExpiresAtMs = null };
        if (off is Guard.UpdateGap or Guard.SnapshotEpoch or Guard.CollateralOrder or Guard.ReservationTime)
        {
            await inner.Activate(null);
            message = message with { Command = Bent((await inner.Read(fenced: false, cancellation)).State, message.Command) };
        }

        if (off != Guard.Inbox) return await inner.Tell(message, cancellation);
        await inner.Activate(null);
        var epoch = (await inner.Read(fenced: false, cancellation)).Epoch;
        return await inner.Tell(message with { Id = MessageId.Keyed("unrecognised", $"{epoch}.{++count}") }, cancellation);
    }

    // What the rules take for a command that they would take without the guard.
    private AccountCommand Bent(AccountState state, AccountCommand command) => command switch
    {
        AccountCommand.ApplyPositions update when off == Guard.UpdateGap && state.LastSequence < update.Sequence => update with { PreviousSequence = state.LastSequence },
        AccountCommand.ApplyPositions update when off == Guard.SnapshotEpoch && update.Epoch < state.Epoch =>
            update with { Epoch = state.Epoch, Sequence = state.LastSequence + 1, PreviousSequence = state.LastSequence },
        AccountCommand.SetCollateral set when off == Guard.CollateralOrder && set.Sequence <= state.CollateralSequence => set with { Epoch = state.CollateralEpoch, Sequence = state.CollateralSequence + 1 },
        AccountCommand.ExpireReservations when off == Guard.ReservationTime && !state.Reservations.IsEmpty => new AccountCommand.Release(state.Reservations.Keys.First()),
        _ => command,
    };
}
