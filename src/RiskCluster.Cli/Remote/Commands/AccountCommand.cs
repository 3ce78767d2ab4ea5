using System.CommandLine;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster account</c>: accounts of venues on a server.</summary>
internal static class AccountCommand
{
    private const string MarginTitle = "Margin";

    private static readonly Option<string[]> Set = new("--set") { Description = "INSTRUMENT=SIZE or INSTRUMENT=SIZE@AVERAGE_PRICE: the new size of a position, 0 to close it; may come several times." };
    private static readonly Option<decimal?> Cash = new("--cash") { Description = "All cash in USD; may be negative.", Required = true };
    private static readonly Option<string[]> Asset = new("--asset") { Description = "ASSET=AMOUNT or ASSET=AMOUNT@CHAIN of the collateral; may come several times." };
    private static readonly Option<long?> Epoch = new("--epoch") { Description = "Of the collateral; 1 by default." };
    private static readonly Option<long?> Sequence = new("--sequence") { Description = "Of the collateral, rising; the time by default." };
    private static readonly Argument<string> Order = new("order") { Description = "The order's id." };
    private static readonly Argument<string> Trade = new("trade") { Description = "INSTRUMENT=SIZE@PRICE; a negative size sells." };
    private static readonly Option<bool> NoReserve = new("--no-reserve") { Description = "Asks only: no margin is kept for the order." };
    private static readonly Option<long> Lifetime = new("--lifetime-ms") { Description = "How long the margin is kept.", DefaultValueFactory = _ => 30_000 };
    private static readonly Option<int> Deadline = new("--deadline-ms") { Description = "After it the answer is no.", DefaultValueFactory = _ => 1_000 };
    private static readonly Argument<string> Owner = new("owner") { Description = "Whose the account shall be." };
    private static readonly Option<bool> Withdraw = new("--withdraw") { Description = "Takes the consent back." };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("account", "Accounts of a server: positions, collateral, margin, orders.")
    {
        RemoteCall.Command("show", "An account as it stands.", async call => call.Show("Account", await Known(call)), RemoteArguments.Venue, RemoteArguments.Account),
        RemoteCall.Command("positions", "What an account holds; with --set, reports what has changed, in sequence.", Positions, RemoteArguments.Venue, RemoteArguments.Account, Set),
        RemoteCall.Command("snapshot", "Reports all positions under a new epoch: what is not named is closed.", Snapshot, RemoteArguments.Venue, RemoteArguments.Account, Set),
        RemoteCall.Command("collateral", "Reports all cash and collateral.", Collateral, RemoteArguments.Venue, RemoteArguments.Account, Cash, Asset, Epoch, Sequence),
        RemoteCall.Command("margin", "The margin of an account.", async call => call.Show(MarginTitle, await call.Api.Margin.Account(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), call.Cancellation)), RemoteArguments.Venue, RemoteArguments.Account),
        RemoteCall.Command("explain", "Why the margin is what it is.", async call => call.Show("Explanation", await call.Api.Margin.Explain(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), call.Cancellation)), RemoteArguments.Venue, RemoteArguments.Account),
        RemoteCall.Command("check-order", "Whether an order may be taken; its margin is reserved.", CheckOrder, RemoteArguments.Venue, RemoteArguments.Account, Order, Trade, NoReserve, Lifetime, Deadline),
        RemoteCall.Command("consent", "The venue consents that an account becomes an owner's.", Consent, RemoteArguments.Venue, RemoteArguments.Account, Owner, Withdraw),
    };

    private static Task<AccountDocument> Known(RemoteCall call) => call.Api.Accounts.Get(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), call.Cancellation);

    private static List<PositionEntry> Named(RemoteCall call) => [.. (call.Value(Set) ?? []).Select(text => Words.Position("--set", text))];

    private static async Task Positions(RemoteCall call)
    {
        var changes = Named(call);
        if (changes.Count == 0)
        {
            call.Show("Positions", (await Known(call)).Positions);
            return;
        }

        using var account = await call.Api.Accounts.Sequence(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), call.Cancellation);
        call.Show("Positions reported", await account.Update(changes, call.Cancellation));
    }

    private static async Task Snapshot(RemoteCall call)
    {
        using var account = await call.Api.Accounts.Sequence(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), call.Cancellation);
        call.Show("Snapshot reported", await account.Replace(Named(call), call.Cancellation));
    }

    private static async Task Collateral(RemoteCall call)
    {
        var items = (call.Value(Asset) ?? []).Select(text => Words.Collateral("--asset", text)).ToList();
        var update = new CollateralUpdate(call.Value(Epoch) ?? 1, call.Value(Sequence) ?? RemoteArguments.NowMs, call.Value(Cash)!.Value, items);
        call.Show("Collateral reported", await call.Api.Accounts.SetCollateral(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), update, cancellation: call.Cancellation));
    }

    private static async Task CheckOrder(RemoteCall call)
    {
        var trade = Words.Position("trade", call.Value(Trade));
        var price = trade.AveragePrice ?? throw new Input.InputException("trade", call.Value(Trade), "is INSTRUMENT=SIZE@PRICE");
        var order = new OrderCheck(call.Value(Order), trade.Instrument, trade.Size, price, !call.Value(NoReserve), call.Value(Lifetime), call.Value(Deadline));
        call.Show("Order", await call.Api.Accounts.CheckOrder(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), order, cancellation: call.Cancellation));
    }

    private static async Task Consent(RemoteCall call)
    {
        var (venue, account, owner) = (call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), call.Value(Owner));
        call.Show("Consent", call.Value(Withdraw)
            ? await call.Api.Accounts.WithdrawConsent(venue, account, owner, cancellation: call.Cancellation)
            : await call.Api.Accounts.Consent(venue, account, owner, cancellation: call.Cancellation));
    }
}
