using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Founds governance a minute before anything fails: the first model, and proposals whose approvals will just be too old, or not yet.</summary>
internal sealed class SimFounder(SimWorld world)
{
    private const decimal VolUp = 0.5m;

    public async Task Found()
    {
        var establish = new RiskParametersCommand.Establish(SimModel.Document(world.NextModelVersion(), VolUp), SimModel.Charter(world.Off), "operator");
        var message = new Message<RiskParametersCommand>(MessageId.Keyed("operator", "establish"), establish);
        await new SimClient(world).Ask(() => world.Actors.RiskParameters(SimModel.Name).Tell(message, default), answer => answer.IsAccepted);
        var governors = world.Governors;
        await governors[0].Propose(VolUp + 0.1m);
        await Approve(governors[1], governors[2]);
        await governors[1].Propose(VolUp - 0.1m);
        await Approve(governors[3]);
        await world.Wait(world.Loop.Between(0.85, 1.02) * GovernanceTruth.ApprovalTtlMs);
    }

    private async Task Approve(params SimGovernor[] governors)
    {
        var version = (await world.Actors.RiskParameters(SimModel.Name).Read(fenced: true, default)).State.Versions[^1];
        foreach (var governor in governors) await governor.Approve(version);
    }
}
