using System.CommandLine;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster venue</c>: venues of a server.</summary>
internal static class VenueCommand
{
    private static readonly Option<string?> Name = new("--name") { Description = "The name for people; the venue's own by default." };
    private static readonly Option<VenueMarketKind> Kind = new("--kind") { Description = "central_book, chain_book, pool or vault.", DefaultValueFactory = _ => VenueMarketKind.CentralBook, CustomParser = RemoteWords.Enumeration<VenueMarketKind> };
    private static readonly Option<string> Chain = new("--chain") { Description = "The chain on which it settles.", Required = true };
    private static readonly Option<string> Currency = new("--currency") { Description = "What it margins in.", Required = true };
    private static readonly Option<bool> Issue = new("--issue") { Description = "Issues another key." };
    private static readonly Option<string?> Revoke = new("--revoke") { Description = "Takes a key back, for ever.", HelpName = "KEY" };
    private static readonly Option<string[]> Add = new("--add") { Description = "Instruments to list.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Remove = new("--remove") { Description = "Instruments to delist.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Status = new("--status") { Description = "open, claimed, partially_filled, filled, settled, expired or cancelled; all that are not ended by default." };
    private static readonly Option<long?> Sequence = new("--sequence") { Description = "Rising; the time by default." };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("venue", "Venues of a server: register, halt, keys, what they list.")
    {
        RemoteCall.Command("register", "Registers a venue; its first key is shown once.", Register, RemoteArguments.Venue, Name, Kind, Chain, Currency, RemoteOptions.Save),
        RemoteCall.Command("show", "A venue as it stands.", async call => call.Show("Venue", await call.Api.Venues.Get(call.Value(RemoteArguments.Venue), call.Cancellation)), RemoteArguments.Venue),
        RemoteCall.Command("list", "All venues.", List, RemoteArguments.Limit),
        CreateHalt("halt"),
        CreateResume("resume"),
        RemoteCall.Command("keys", "The ids of a venue's keys; issues one or takes one back.", Keys, RemoteArguments.Venue, Issue, Revoke, RemoteOptions.Save),
        RemoteCall.Command("heartbeat", "Tells that a venue lives.", async call => call.Show("Heartbeat", await call.Api.Venues.Heartbeat(call.Value(RemoteArguments.Venue), call.Value(Sequence) ?? RemoteArguments.NowMs, cancellation: call.Cancellation)), RemoteArguments.Venue, Sequence),
        RemoteCall.Command("instruments", "What a venue lists; lists and delists.", Instruments, RemoteArguments.Venue, Add, Remove, RemoteArguments.Limit),
        RemoteCall.Command("liquidations", "The tasks on a venue, with its own accounts; those that are filled wait for liquidations settle.", Liquidations, RemoteArguments.Venue, Status, RemoteArguments.Limit),
    };

    /// <summary>Stops orders on a venue, under whichever name.</summary>
    public static Command CreateHalt(string name) => RemoteCall.Command(name, "Stops orders on a venue.", async call => call.Show("Venue", (await call.Api.Venues.Halt(call.Value(RemoteArguments.Venue), call.Needed(RemoteArguments.Reason), cancellation: call.Cancellation)).Venue), RemoteArguments.Venue, RemoteArguments.Reason);

    /// <summary>Lets orders of a venue pass again, under whichever name.</summary>
    public static Command CreateResume(string name) => RemoteCall.Command(name, "Lets orders pass again.", async call => call.Show("Venue", (await call.Api.Venues.Resume(call.Value(RemoteArguments.Venue), call.Needed(RemoteArguments.Reason), cancellation: call.Cancellation)).Venue), RemoteArguments.Venue, RemoteArguments.Reason);

    private static async Task Register(RemoteCall call)
    {
        var venue = call.Value(RemoteArguments.Venue);
        var answer = await call.Api.Venues.Register(new(venue, call.Value(Name) ?? venue, call.Value(Kind), call.Needed(Chain), call.Needed(Currency)), cancellation: call.Cancellation);
        if (answer.Key is null) call.Show($"Venue, registered before: another key comes from 'venue keys {venue} --issue'", answer.Venue);
        else call.Keep(answer.Key);
    }

    private static async Task List(RemoteCall call)
    {
        var venues = await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Venues.List(cursor, cancellation: call.Cancellation));
        call.Show("Venues", venues, "venue", "name", "kind", "chain", "margin_currency", "status", "instruments", "insurance_fund", "last_heartbeat");
    }

    private static async Task Liquidations(RemoteCall call)
    {
        var tasks = await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Liquidations.OfVenue(call.Value(RemoteArguments.Venue), call.Value(Status), cursor, cancellation: call.Cancellation));
        call.Show("Liquidations", tasks, "id", "account", "instrument", "status", "quantity", "filled_quantity", "limit_price", "keeper");
    }

    private static async Task Keys(RemoteCall call)
    {
        var venue = call.Value(RemoteArguments.Venue);
        if (call.Value(Revoke) is { } key) call.Show("Key taken back", await call.Api.Venues.RevokeKey(venue, key, cancellation: call.Cancellation));
        else if (call.Value(Issue)) call.Keep(await call.Api.Venues.IssueKey(venue, call.Cancellation));
        else call.Show($"Keys of {venue}", (await call.Api.Venues.Get(venue, call.Cancellation)).Keys);
    }

    private static async Task Instruments(RemoteCall call)
    {
        var venue = call.Value(RemoteArguments.Venue);
        var (add, remove) = (call.Value(Add) ?? [], call.Value(Remove) ?? []);
        if (add.Length + remove.Length > 0)
        {
            call.Show($"Instruments of {venue}", await call.Api.Venues.ListInstruments(venue, new(add, remove), cancellation: call.Cancellation));
            return;
        }

        call.Show($"Instruments of {venue}", await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Venues.Instruments(venue, cursor, cancellation: call.Cancellation)));
    }
}
