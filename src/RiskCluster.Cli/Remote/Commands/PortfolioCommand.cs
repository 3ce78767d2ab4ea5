using System.CommandLine;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts.Margins;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster portfolio</c>: owners on a server, over all their venues.</summary>
internal static class PortfolioCommand
{
    private const int MostLinks = 1_000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly Option<double> Wait = new("--wait") { Description = "Seconds to wait until the account nets with the owner's others." };
    private static readonly Option<bool> Explain = new("--explain") { Description = "Why it is what it is." };
    private static readonly Option<string?> OfAccount = new("--account") { Description = "The account that the change is tried on.", HelpName = "VENUE/ACCOUNT" };
    private static readonly Option<string?> OfOwner = new("--owner") { Description = "The owner that the change is tried on; without either, an empty portfolio." };
    private static readonly Option<string[]> Trade = new("--trade") { Description = "INSTRUMENT=SIZE or INSTRUMENT=SIZE@PRICE; may come several times." };
    private static readonly Option<string[]> Asset = new("--asset") { Description = "ASSET=AMOUNT or ASSET=AMOUNT@CHAIN that comes or, negative, goes." };
    private static readonly Option<decimal> Cash = new("--cash") { Description = "USD that come or go." };
    private static readonly Option<string[]> Move = new("--move") { Description = "UNDERLYING=PRICE_MOVE or UNDERLYING=PRICE_MOVE,VOL_MOVE, relative: -0.05 is 5 % down." };

    /// <summary>The command and those below it.</summary>
    public static Command Create() => new("portfolio", "Owners on a server: netted margin, links, what-if.")
    {
        RemoteCall.Command("list", "All owners, the least maintenance excess first.", List, RemoteArguments.Limit),
        RemoteCall.Command("show", "An owner in one line, and the accounts that are linked.", ShowOwner, RemoteArguments.Owner),
        RemoteCall.Command("margin", "The netted margin of an owner.", Margin, RemoteArguments.Owner, Explain),
        RemoteCall.Command("link", "The owner consents that an account becomes its own.", Link, RemoteArguments.Owner, RemoteArguments.Venue, RemoteArguments.Account, Wait),
        RemoteCall.Command("unlink", "The owner lets an account go.", async call => call.Show("Link", await call.Api.Portfolios.Unlink(call.Value(RemoteArguments.Owner), call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), cancellation: call.Cancellation)), RemoteArguments.Owner, RemoteArguments.Venue, RemoteArguments.Account),
        RemoteCall.Command("simulate", "Tries a change: margin before and after it, and whether it is allowed.", Simulate, OfAccount, OfOwner, Trade, Asset, Cash, Move),
    };

    private static async Task List(RemoteCall call)
    {
        var rows = await Lists.Read(call.Value(RemoteArguments.Limit), cursor => call.Api.Portfolios.List(cursor, cancellation: call.Cancellation));
        call.Show("Portfolios", rows, "owner", "accounts", "venues", "margin.state", "margin.equity", "margin.initial_margin", "margin.maintenance_margin_excess", "unwind_status");
    }

    private static async Task ShowOwner(RemoteCall call)
    {
        var owner = call.Value(RemoteArguments.Owner);
        var links = await Lists.Read(MostLinks, cursor => call.Api.Portfolios.Links(owner, cursor, cancellation: call.Cancellation));
        if (call.IsJson)
        {
            call.Show("Portfolio", new { Portfolio = await call.Api.Portfolios.Get(owner, call.Cancellation), Links = links });
            return;
        }

        call.Show("Links", links);
        call.Show("Portfolio", await call.Api.Portfolios.Get(owner, call.Cancellation));
    }

    private static async Task Margin(RemoteCall call)
    {
        var owner = call.Value(RemoteArguments.Owner);
        if (call.Value(Explain)) call.Show("Explanation", await call.Api.Portfolios.Explain(owner, call.Cancellation));
        else call.Show("Margin", await call.Api.Portfolios.Margin(owner, call.Cancellation));
    }

    private static async Task Link(RemoteCall call)
    {
        var (owner, venue, account) = (call.Value(RemoteArguments.Owner), call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account));
        var link = (await call.Api.Portfolios.RequestLink(owner, venue, account, cancellation: call.Cancellation)).Link;
        for (var until = DateTime.UtcNow.AddSeconds(call.Value(Wait)); link is not { Nets: true } && DateTime.UtcNow < until;)
        {
            await Task.Delay(LookEvery, call.Cancellation);
            var links = await Lists.Read(MostLinks, cursor => call.Api.Portfolios.Links(owner, cursor, cancellation: call.Cancellation));
            link = links.Find(item => item.Venue == venue && item.Account == account);
        }

        if (link is null) call.Say("The account is not linked.");
        else call.Show("Link", link);
    }

    private static async Task Simulate(RemoteCall call)
    {
        var simulation = new MarginSimulation(
            call.Value(OfAccount),
            call.Value(OfOwner),
            AddPositions: true,
            [.. (call.Value(Trade) ?? []).Select(text => Words.Position("--trade", text))],
            [.. (call.Value(Asset) ?? []).Select(text => Words.Collateral("--asset", text))],
            call.Value(Cash),
            [.. (call.Value(Move) ?? []).Select(text => Words.Move("--move", text))]);
        call.Show("What if", await call.Api.Margin.Simulate(simulation, call.Cancellation));
    }
}
