using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>One who governs the model, without a plan. All but one are honest; the dishonest one approves what is his own and says that he has read what he has not.</summary>
internal sealed class SimGovernor(SimWorld world, string name)
{
    private const int Wishes = 9;
    private const int MostOpen = 4;
    private readonly SimClient client = new(world);
    private readonly List<Message<RiskParametersCommand>> told = [];

    public static string Liar => GovernanceTruth.Governors[^1];

    private IRiskParameters Parameters => world.Actors.RiskParameters(SimModel.Name);

    private bool IsLiar => name == Liar;

    public async Task Work()
    {
        for (var i = 0; i < Wishes; i++)
        {
            await world.Wait(world.Loop.Between(300, 2_400));
            if (told.Count > 0 && world.Loop.Happens(0.1)) await Tell(told[world.Loop.Random.Next(told.Count)]); // again, late
            else if (await Seen() is { Active: not null } state && Wish(state) is { } command) await Tell(command);
        }
    }

    /// <summary>Proposes another vol shock.</summary>
    public Task Propose(decimal volUp) => Tell(new RiskParametersCommand.ProposeModel(SimModel.Document(world.NextModelVersion(), volUp), name));

    /// <summary>Consents to a version.</summary>
    public Task Approve(ParameterVersion version) => Tell(new RiskParametersCommand.Approve(version.Number, version.Hash, version.BaseHash, name));

    /// <summary>Tells a command as a message of its own, until there is an answer.</summary>
    public Task Tell(RiskParametersCommand command)
    {
        var message = new Message<RiskParametersCommand>(MessageId.Keyed(name, $"{told.Count + 1}"), command);
        told.Add(message);
        if (command is RiskParametersCommand.Approve approve) world.Witness.Governance.Expect(message.Id, approve);
        return Tell(message);
    }

    private async Task Tell(Message<RiskParametersCommand> message)
    {
        var answer = await client.Ask(() => Parameters.Tell(message, default), _ => true);
        world.Say($"{name}: {message.Command.GetType().Name}: {answer!.Status} {answer.Problem}");

        // What was so already is acknowledged without an event; what changed something has one.
        if (answer.IsAccepted) world.Witness.Acknowledged(SimModel.Stream, message.Id, answer.Head, isAppliedOtherwise: answer.Events.IsEmpty);
    }

    private async Task<RiskParametersState?> Seen()
    {
        try
        {
            return (await Parameters.Read(fenced: false, default)).State;
        }
        catch (ActorUnavailableException)
        {
            world.Faults.Count("answer unknown");
            return null;
        }
    }

    private RiskParametersCommand? Wish(RiskParametersState state)
    {
        if (state.FrozenBy is not null && world.Loop.Happens(0.7)) return new RiskParametersCommand.Unfreeze(name);
        var open = state.Versions.Where(version => version.IsOpen && version.BaseHash == state.Active!.Hash).ToList();
        if (open.Count == 0) return Proposal();
        var version = open[world.Loop.Random.Next(open.Count)];
        return world.Loop.Random.Next(20) switch
        {
            < 4 => open.Count < MostOpen ? Proposal() : new RiskParametersCommand.Activate(version.Number, name),
            < 11 => Approval(state, open, version),
            < 16 => new RiskParametersCommand.Activate(version.Number, name),
            16 or 17 => new RiskParametersCommand.RollBack(state.Versions[world.Loop.Random.Next(state.Versions.Length)].Number, "a wish", name),
            18 => new RiskParametersCommand.Reject(version.Number, "a wish", name),
            _ => world.Loop.Happens(0.5) ? new RiskParametersCommand.Freeze("a wish", name) : new RiskParametersCommand.RequestImpact(version.Number, name),
        };
    }

    private RiskParametersCommand.ProposeModel Proposal() => new(SimModel.Document(world.NextModelVersion(), world.Loop.Random.Next(30, 81) / 100m), name);

    private RiskParametersCommand Approval(RiskParametersState state, List<ParameterVersion> open, ParameterVersion version)
    {
        if (!IsLiar)
        {
            var others = open.Where(item => item.Proposer != name).ToList();
            if (others.Count == 0) return new RiskParametersCommand.Activate(version.Number, name);
            version = others[world.Loop.Random.Next(others.Count)];
            return new RiskParametersCommand.Approve(version.Number, version.Hash, version.BaseHash, name);
        }

        var own = open.Find(item => item.Proposer == name);
        if (own is not null && world.Loop.Happens(0.5)) return new RiskParametersCommand.Approve(own.Number, own.Hash, own.BaseHash, name);
        var other = state.Versions[world.Loop.Random.Next(state.Versions.Length)];
        return new RiskParametersCommand.Approve(version.Number, other.Hash, version.BaseHash, name);
    }
}
