using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts.Parameters;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster params</c>: the model in force and its governance.</summary>
internal static class ParamsCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly Argument<long?> Number = new("number") { Description = "One version; all without it.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Status = new("--status") { Description = "proposed, approved, scheduled, active, superseded, rejected or expired." };
    private static readonly Option<double> Wait = new("--wait") { Description = "Seconds to wait for the version's run on the live book." };
    private static readonly Option<string[]> Set = new("--set") { Description = "PATH=VALUE, such as grid.vol_up=0.55; may come several times." };
    private static readonly Option<string?> Document = new("--document") { Description = "The whole model as JSON, instead of --set.", HelpName = "FILE" };
    private static readonly Option<string?> Hash = new("--hash") { Description = "The text that is approved; that of the version by default, which is shown." };
    private static readonly Option<bool> Whole = new("--document") { Description = "Shows the model itself." };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("params", "The model in force: what it is, proposals, approvals, activation, audit.")
    {
        RemoteCall.Command("show", "What is in force.", ShowActive, Whole),
        RemoteCall.Command("proposals", "Versions, the newest first, or one with its changes and its run on the live book.", Proposals, Number, Status, Wait, RemoteArguments.Limit),
        RemoteCall.Command("propose", "Proposes a change of what is in force.", Propose, Set, Document),
        RemoteCall.Command("approve", "Consents to exactly one version.", Approve, RemoteArguments.Number, Hash),
        RemoteCall.Command("reject", "Objects, or takes one's own proposal back.", async call => Tell(call, await call.Api.Parameters.Reject(call.Value(RemoteArguments.Number), call.Needed(RemoteArguments.Reason), cancellation: call.Cancellation)), RemoteArguments.Number, RemoteArguments.Reason),
        RemoteCall.Command("activate", "Puts a version in force.", Activate, RemoteArguments.Number, Wait),
        CreateRollback("rollback"),
        RemoteCall.Command("freeze", "Stops all activations.", async call => Tell(call, await call.Api.Parameters.Freeze(call.Needed(RemoteArguments.Reason), cancellation: call.Cancellation)), RemoteArguments.Reason),
        RemoteCall.Command("unfreeze", "Agrees to go on.", async call => Tell(call, await call.Api.Parameters.Unfreeze(cancellation: call.Cancellation))),
        RemoteCall.Command("audit", "Everything that governance has done.", Audit, RemoteArguments.Limit),
    };

    /// <summary>Brings an earlier version back, under whichever name.</summary>
    public static Command CreateRollback(string name) => RemoteCall.Command(name, "Brings an earlier version back at once.", async call => Tell(call, await call.Api.Parameters.RollBack(call.Value(RemoteArguments.Number), call.Needed(RemoteArguments.Reason), cancellation: call.Cancellation)), RemoteArguments.Number, RemoteArguments.Reason);

    private static async Task ShowActive(RemoteCall call)
    {
        var active = await call.Api.Parameters.Get(call.Cancellation);
        if (call.Value(Whole)) call.Output.WriteLine(active.Document.GetRawText());
        else Tell(call, active);
    }

    // The model itself has pages of numbers: people ask for it.
    private static void Tell(RemoteCall call, ParametersDocument active)
    {
        if (call.IsJson) call.Show("Parameters", active);
        else call.Show("Parameters", new { active.Model, active.Version, active.Hash, active.Governors, active.Threshold, active.TimelockMs, active.FrozenBy });
    }

    private static void Tell(RemoteCall call, ProposalDocument proposal) => call.Show($"Version {proposal.Number}", proposal);

    private static async Task Proposals(RemoteCall call)
    {
        if (call.Value(Number) is { } number)
        {
            Tell(call, await WithImpact(call, number));
            return;
        }

        var versions = await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Parameters.Proposals(call.Value(Status), cursor, cancellation: call.Cancellation));
        call.Show("Versions", versions, "number", "status", "proposer", "proposed_at", "loosens", "due_at", "approvals", "approvals_needed", "hash");
    }

    private static async Task<ProposalDocument> WithImpact(RemoteCall call, long number)
    {
        var until = DateTime.UtcNow.AddSeconds(call.Value(Wait));
        while (true)
        {
            var proposal = await call.Api.Parameters.Proposal(number, call.Cancellation);
            if (proposal.Impact is not null || DateTime.UtcNow >= until) return proposal;
            await Task.Delay(LookEvery, call.Cancellation);
        }
    }

    private static async Task Propose(RemoteCall call)
    {
        var changes = call.Value(Set) ?? [];
        if (changes.Length == 0 == (call.Value(Document) is null)) throw new InputException("--set", "", "is needed, or --document, and only one of them");
        var request = call.Value(Document) is { } file
            ? new ProposalRequest(Document: RemoteWords.Read<System.Text.Json.JsonElement>(file))
            : new ProposalRequest(new Dictionary<string, System.Text.Json.JsonElement>(changes.Select(text => Words.Value("--set", text))));
        var active = await call.Api.Parameters.Get(call.Cancellation);
        Tell(call, await call.Api.Parameters.Propose(request, active.Hash, cancellation: call.Cancellation));
    }

    private static async Task Approve(RemoteCall call)
    {
        var number = call.Value(RemoteArguments.Number);
        var proposal = await call.Api.Parameters.Proposal(number, call.Cancellation);
        Tell(call, await call.Api.Parameters.Approve(number, new(call.Value(Hash) ?? proposal.Hash, proposal.BaseHash), cancellation: call.Cancellation));
    }

    private static async Task Activate(RemoteCall call)
    {
        var number = call.Value(RemoteArguments.Number);
        if (call.Value(Wait) > 0) await WithImpact(call, number);
        Tell(call, await call.Api.Parameters.Activate(number, cancellation: call.Cancellation));
    }

    private static async Task Audit(RemoteCall call) =>
        call.Show("Audit", await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Parameters.Audit(cursor, cancellation: call.Cancellation)), "sequence", "at", "type", "hash");
}
