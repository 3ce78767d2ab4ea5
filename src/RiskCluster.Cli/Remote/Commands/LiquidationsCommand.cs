using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts.Liquidations;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster liquidations</c>: the liquidation board of a server, and what keepers do on it.</summary>
internal static class LiquidationsCommand
{
    private static readonly Option<string?> Venue = new("--venue") { Description = "Of one venue." };
    private static readonly Option<string?> Status = new("--status") { Description = "open, claimed, partially_filled, filled, settled, expired or cancelled; all that are not ended by default." };
    private static readonly Option<bool> History = new("--history") { Description = "Everything that has happened to it." };
    private static readonly Option<long> Lease = new("--lease-ms") { Description = "For how long it is taken on.", DefaultValueFactory = _ => 30_000 };
    private static readonly Option<string?> FillId = new("--fill-id") { Description = "The trade's name, so that it counts once." };
    private static readonly Option<long> Fencing = new("--fencing-token") { Description = "The token of the claim.", Required = true };
    private static readonly Option<decimal?> Quantity = new("--quantity") { Description = "How much." };
    private static readonly Option<decimal?> Price = new("--price") { Description = "At what price, USD." };
    private static readonly Option<decimal?> Dutch = new("--fraction") { Description = "Takes this share at the price of the moment; with --fill-id." };
    private static readonly Option<string?> Commit = new("--commit") { Description = "The hash of a sealed bid; with --deposit.", HelpName = "HASH" };
    private static readonly Option<decimal?> Deposit = new("--deposit") { Description = "What the sealed bid is secured with, USD." };
    private static readonly Option<string?> Nonce = new("--reveal") { Description = "Opens a sealed bid: its nonce; with --price and --quantity.", HelpName = "NONCE" };
    private static readonly Argument<string?> Owner = new("owner") { Description = "One owner; all without it.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("liquidations", "The liquidation board of a server: tasks, claims, bids, fills, unwinds.")
    {
        RemoteCall.Command("list", "Tasks of all venues, the most urgent first.", List, Venue, Status, RemoteArguments.Limit),
        RemoteCall.Command("show", "A task.", ShowTask, RemoteArguments.Task, History, RemoteArguments.Limit),
        RemoteCall.Command("claim", "Takes a task on for a time.", async call => call.Show("Claim", await call.Api.Liquidations.Claim(call.Value(RemoteArguments.Task), new(call.Value(Lease)), cancellation: call.Cancellation)), RemoteArguments.Task, Lease),
        RemoteCall.Command("bid", "Bids in an auction: a share at the price of the moment, a sealed bid, or its opening.", Bid, RemoteArguments.Task, Dutch, FillId, Commit, Deposit, Nonce, Price, Quantity),
        RemoteCall.Command("fill", "Reports a trade under a claim.", Fill, RemoteArguments.Task, FillId, Fencing, Quantity, Price),
        RemoteCall.Command("release", "Gives a task back.", async call => call.Show("Task", await call.Api.Liquidations.Release(call.Value(RemoteArguments.Task), call.Value(Fencing), cancellation: call.Cancellation)), RemoteArguments.Task, Fencing),
        RemoteCall.Command("settle", "The venue has settled what was filled; the unwind's next step waits for it.", Settle, RemoteArguments.Task),
        RemoteCall.Command("unwinds", "Unwinds that go on, or the last of an owner.", Unwinds, Owner, RemoteArguments.Limit),
    };

    private static async Task List(RemoteCall call)
    {
        var tasks = await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Liquidations.List(call.Value(Venue), call.Value(Status), cursor, cancellation: call.Cancellation));
        call.Show("Liquidations", tasks, "id", "venue", "owner", "instrument", "status", "quantity", "filled_quantity", "mark_price", "limit_price", "keeper");
    }

    private static async Task ShowTask(RemoteCall call)
    {
        var id = call.Value(RemoteArguments.Task);
        if (call.Value(History)) call.Show("History", await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Liquidations.History(id, cursor, cancellation: call.Cancellation)), "sequence", "at", "type");
        else call.Show("Task", await call.Api.Liquidations.Get(id, call.Cancellation));
    }

    private static async Task Bid(RemoteCall call)
    {
        var bid = (call.Value(Dutch), call.Value(Commit), call.Value(Nonce)) switch
        {
            ({ } share, null, null) => new BidRequest(Dutch: new(Said(call, FillId), share)),
            (null, { } hash, null) => new BidRequest(Commit: new(hash, Number(call, Deposit))),
            (null, null, { } nonce) => new BidRequest(Reveal: new(Number(call, Price), Number(call, Quantity), nonce)),
            _ => throw new InputException("--fraction", "", "is needed, or --commit or --reveal, and only one of them"),
        };
        call.Show("Task", await call.Api.Liquidations.Bid(call.Value(RemoteArguments.Task), bid, cancellation: call.Cancellation));
    }

    private static async Task Fill(RemoteCall call)
    {
        var fill = new FillReport(Said(call, FillId), call.Value(Fencing), Number(call, Quantity), Number(call, Price));
        call.Show("Task", await call.Api.Liquidations.Fill(call.Value(RemoteArguments.Task), fill, cancellation: call.Cancellation));
    }

    private static async Task Settle(RemoteCall call)
    {
        var id = call.Value(RemoteArguments.Task);
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw new InputException("task", "", $"is an id such as atlas:1f3a.1, as 'venue liquidations' tells it; '{id}' is none");
        call.Show("Task", await call.Api.Liquidations.Settle(id[..colon], id, cancellation: call.Cancellation));
    }

    private static async Task Unwinds(RemoteCall call)
    {
        if (call.Value(Owner) is { } owner) call.Show("Unwind", await call.Api.Liquidations.Unwind(owner, call.Cancellation));
        else
            call.Show("Unwinds", await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Liquidations.Unwinds(cursor, cancellation: call.Cancellation)), "owner", "unwind_id", "status", "started_at", "requirement", "spent_cost", "issued_steps", "steps");
    }

    private static string Said(RemoteCall call, Option<string?> option) => call.Value(option) ?? throw new InputException(option.Name, "", "is missing");

    private static decimal Number(RemoteCall call, Option<decimal?> option) => call.Value(option) ?? throw new InputException(option.Name, "", "is missing");
}
