using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Governance's cell before which a guard is off: it does not see that who approves is who proposed, or which text was approved.</summary>
internal sealed class LaxParametersCell(IActorCell<RiskParametersState, RiskParametersCommand, RiskParametersEvent> inner, Guard off)
    : IActorCell<RiskParametersState, RiskParametersCommand, RiskParametersEvent>
{
    public ActorAddress Address => inner.Address;

    public bool IsActive => inner.IsActive;

    public ValueTask Activate(StreamReplay? replay) => inner.Activate(replay);

    public ValueTask Confirm(CancellationToken cancellation) => inner.Confirm(cancellation);

    public ValueTask Passivate() => inner.Passivate();

    public ValueTask<Reading<RiskParametersState>> Read(bool fenced, CancellationToken cancellation) => inner.Read(fenced, cancellation);

    public ValueTask<Reading<RiskParametersState>?> ReadUnborn(bool fenced, CancellationToken cancellation) => inner.ReadUnborn(fenced, cancellation);

    public async ValueTask<Answer<RiskParametersEvent>> Tell(Message<RiskParametersCommand> message, CancellationToken cancellation)
    {
        if (message.Command is not RiskParametersCommand.Approve approve) return await inner.Tell(message, cancellation);
        await inner.Activate(null);
        var state = (await inner.Read(fenced: false, cancellation)).State;
        if (state.Find(approve.Number) is not { } version) return await inner.Tell(message, cancellation);
        if (off == Guard.ApprovalText) approve = approve with { Hash = version.Hash, BaseHash = version.BaseHash };
        if (off == Guard.OwnProposal && version.Proposer == approve.By) approve = approve with { By = GovernanceTruth.Governors.First(other => other != approve.By) };
        return await inner.Tell(message with { Command = approve }, cancellation);
    }
}
