using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>An account's cell before which a guard is off: it does not see who a message is, that it has expired, or that updates before it are missing.</summary>
internal sealed class LaxAccountCell(IActorCell<AccountState, AccountCommand, AccountEvent> inner, Guard off) : IActorCell<AccountState, AccountCommand, AccountEvent>
{
    private long count;

    public ActorAddress Address => inner.Address;

    public bool IsActive => inner.IsActive;

    public ValueTask Activate(StreamReplay? replay) => inner.Activate(replay);

    public ValueTask Confirm(CancellationToken cancellation) => inner.Confirm(cancellation);

    public ValueTask Passivate() => inner.Passivate();

    public ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation) => inner.Read(fenced, cancellation);

    public async ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation)
    {
        if (off == Guard.Expiry) message = message with { ExpiresAtMs = null };
        if (off == Guard.UpdateGap && message.Command is AccountCommand.ApplyPositions update)
        {
            await inner.Activate(null);
            var last = (await inner.Read(fenced: false, cancellation)).State.LastSequence;
            if (last < update.Sequence) message = message with { Command = update with { PreviousSequence = last } };
        }

        if (off != Guard.Inbox) return await inner.Tell(message, cancellation);
        await inner.Activate(null);
        var epoch = (await inner.Read(fenced: false, cancellation)).Epoch;
        return await inner.Tell(message with { Id = MessageId.Keyed("unrecognised", $"{epoch}.{++count}") }, cancellation);
    }
}
