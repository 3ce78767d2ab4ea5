using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Client;
using RiskCluster.Contracts.Admin;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster admin</c>: what operators do to a running server. What <c>market</c>, <c>venue</c>, <c>keys</c> and <c>params</c> do of it is here under names that say so.</summary>
internal static class AdminCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly Option<double> Wait = new("--wait") { Description = "Seconds to wait until nobody hears streams and nothing waits to be told." };
    private static readonly Argument<string> KeyId = new("key-id") { Description = "The id of the key that is replaced." };
    private static readonly Option<bool> KeepOld = new("--keep-old") { Description = "Leaves the old key good, until its holder has the new one: take it back with keys revoke." };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("admin", "What operators do to a running server: look, drain, pause and resume, rotate keys, roll the model back.")
    {
        RemoteCall.Command("process", "What the process does and does not do now.", async call => call.Show("Process", await call.Api.Admin.Process(call.Cancellation))),
        RemoteCall.Command("coverage", "Whom the last margin cycle margined, and whom it could not.", async call => call.Show("Coverage", await call.Api.Admin.Coverage(call.Cancellation))),
        RemoteCall.Command("drain", "Lets callers go before the process is stopped: not ready any more, streams end.", Drain, Wait),
        RemoteCall.Command("pause-decisions", "The kill switch: no order passes and no liquidation begins, also after a restart.", async call => call.Show("Process", await call.Api.Admin.PauseDecisions(call.Needed(RemoteArguments.Reason), cancellation: call.Cancellation)), RemoteArguments.Reason),
        RemoteCall.Command("resume-decisions", "Decisions are taken again.", async call => call.Show("Process", await call.Api.Admin.ResumeDecisions(cancellation: call.Cancellation))),
        MarketCommand.CreateHalt("pause-market"),
        MarketCommand.CreateResume("resume-market"),
        VenueCommand.CreateHalt("pause-venue"),
        VenueCommand.CreateResume("resume-venue"),
        KeysCommand.CreateRevoke("revoke-key"),
        RemoteCall.Command("rotate-key", "Issues a key of the same holder and scopes, then takes the old one back.", RotateKey, KeyId, KeepOld, RemoteOptions.Save),
        RemoteCall.Command("rotate-venue-key", "Issues another key of a venue, then takes the old one back.", RotateVenueKey, RemoteArguments.Venue, KeyId, KeepOld, RemoteOptions.Save),
        ParamsCommand.CreateRollback("rollback-params"),
    };

    private static async Task Drain(RemoteCall call)
    {
        var process = await call.Api.Admin.Drain(cancellation: call.Cancellation);
        var until = DateTime.UtcNow.AddSeconds(call.Value(Wait));
        while (DateTime.UtcNow < until && !IsIdle(process))
        {
            await Task.Delay(LookEvery, call.Cancellation);
            process = await call.Api.Admin.Process(call.Cancellation);
        }

        call.Show("Process", process);
        if (call.Value(Wait) > 0 && !IsIdle(process)) throw new ServerUnreachableException("the process is still busy; it may be stopped all the same: nothing that it acknowledged is lost", null);
    }

    private static bool IsIdle(ProcessDocument process) => process is { StreamSubscribers: 0, IsDelivered: true };

    private static async Task RotateKey(RemoteCall call)
    {
        var (api, old) = (call.Api.Admin, call.Value(KeyId));
        var known = (await Lists.Read(int.MaxValue, cursor => api.Keys(cursor, cancellation: call.Cancellation))).FirstOrDefault(key => key.KeyId == old)
            ?? throw new InputException("key-id", "", $"there is no key '{old}'; keys of venues rotate with rotate-venue-key");
        if (known.RevokedAt is not null) throw new InputException("key-id", "", $"the key '{old}' has been taken back already");
        call.Keep(await api.IssueKey(new(RemoteWords.Find<KeyHolder>(known.Kind)!.Value, known.Name, known.Scopes), call.Cancellation));
        // The new one is shown or kept first: if taking the old one back fails, there are two good keys and not none.
        if (!call.Value(KeepOld)) call.Show("Key taken back", await api.RevokeKey(old, cancellation: call.Cancellation));
    }

    private static async Task RotateVenueKey(RemoteCall call)
    {
        var (api, venue, old) = (call.Api.Venues, call.Value(RemoteArguments.Venue), call.Value(KeyId));
        call.Keep(await api.IssueKey(venue, call.Cancellation));
        if (!call.Value(KeepOld)) call.Show("Key taken back", await api.RevokeKey(venue, old, cancellation: call.Cancellation));
    }
}
