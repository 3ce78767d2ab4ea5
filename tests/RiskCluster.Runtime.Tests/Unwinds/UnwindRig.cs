using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Simulation.Keepers;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Runtime.Tests.Unwinds;

/// <summary>Olga on two venues of a node, long perpetuals here and short fewer there, so close to the line that a fall of the price begins an unwind; and a bad keeper before a good one.</summary>
internal sealed class UnwindRig : IAsyncDisposable
{
    public const string Owner = "olga";
    public static readonly ImmutableArray<string> Venues = ["deribit", "derive"];
    public static readonly ImmutableArray<string> Accounts = ["deribit/olga", "derive/olga"];
    private readonly MockKeeper good = new("good", KeeperManner.Steady);
    private readonly HashSet<string> tried = new(StringComparer.Ordinal);

    private UnwindRig(NodeRig node) => Node = node;

    public NodeRig Node { get; }

    public decimal Price { get; set; } = 65_000;

    public static async Task<UnwindRig> New(IJournal? journal = null)
    {
        var rig = new UnwindRig(await NodeRig.New(journal));
        await rig.Node.Position(Accounts[0], 1, new PositionChange(NodeRig.Perpetual, 10, 65_000));
        await rig.Node.Position(Accounts[1], 1, new PositionChange(NodeRig.Perpetual, -4, 65_000));
        foreach (var account in Accounts) await rig.Node.Cash(account, 1, 1_000_000);
        foreach (var account in Accounts) await rig.Node.Link(Owner, account);
        foreach (var venue in Venues) await rig.Node.Do(new VenueCommand.ChangeInsuranceFund("desk", 1, 1_000), venue);
        return rig;
    }

    /// <summary>Gives olga a multiple of what she has to hold, and lets the price fall below.</summary>
    public async Task Crash(decimal multiple = 1.01m, decimal fall = 500)
    {
        await Node.Node.RunCycle(default);
        var needed = (decimal)Node.Figure(Owner).MaintenanceMarginUsd * multiple;
        foreach (var account in Accounts) await Node.Cash(account, 2, decimal.Round(needed / 2, 2));
        Price -= fall;
        for (var i = 0; i < 3; i++) await Round(null);
    }

    /// <summary>A second: the bad keeper once at each task, then the good one; venues settle, a margin cycle, and the next moves.</summary>
    public async Task Round(MockKeeper? bad, bool hasGood = true)
    {
        Node.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var venue in Venues.Select(Venue))
        {
            await venue.Expire(Node.NowMs, default);
            if (bad is not null)
            {
                await bad.Claim(venue, (task, _) => tried.Add(task), default);
                await bad.Work(venue, default);
            }

            if (hasGood)
            {
                await good.Claim(venue, null, default);
                await good.Work(venue, default);
            }
        }

        await Delivered();
        foreach (var venue in Venues.Select(Venue)) await venue.Settle(default);
        await Delivered();
        await Node.Tick(Price);
        await Delivered();
        await Node.Node.DriveUnwinds(default);
        await Delivered();
        foreach (var venue in Venues.Select(Venue)) await venue.ShareLoss(Owner, [], default);
        await Delivered();
    }

    public async Task<UnwindState> Unwind() => (await Node.Node.Actors.Unwind(Owner).Read(true, default)).State;

    public async Task<LiquidationQueueState> Queue(string venue) => (await Node.Node.Actors.LiquidationQueue(venue).Read(true, default)).State;

    /// <summary>Signed sizes that olga holds over all accounts.</summary>
    public async Task<decimal> NetSize()
    {
        var size = 0m;
        foreach (var account in Accounts) size += (await Node.Account(account)).Positions.Values.Sum(position => position.Size);
        return size;
    }

    /// <summary>What the queues took is what the accounts and the legs have, each fill once.</summary>
    public async Task Conserved()
    {
        var unwind = await Unwind();
        foreach (var venue in Venues)
        {
            var queue = await Queue(venue);
            var filled = queue.Tasks.Values.Sum(task => task.FilledQuantity);
            queue.Tasks.Values.ShouldAllBe(task => Math.Abs(task.FilledQuantity) <= Math.Abs(task.Order.Quantity));
            queue.Fills.Values.Sum(fill => fill.Quantity).ShouldBe(filled);
            unwind.Legs.Values.Where(leg => leg.Leg.Venue() == venue).Sum(leg => leg.FilledQuantity).ShouldBe(filled);
            var start = venue == "deribit" ? 10 : -4;
            (await Node.Account($"{venue}/olga")).Positions.Values.Sum(position => position.Size).ShouldBe(start + filled);
        }
    }

    public async ValueTask DisposeAsync() => await Node.DisposeAsync();

    private MockVenue Venue(string key) => new(Node.Node.Actors, key, 5, _ => Price);

    private Task Delivered() => NodeRig.Until(() => Task.FromResult(Node.Node.IsDelivered));
}
