using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;

namespace RiskCluster.Host.Tests;

/// <summary>Two venues and their accounts, told to the actors directly: olga's two accounts stand against each other, pia has one.</summary>
internal static class DeskBook
{
    public const string Owner = "olga";
    public const string Here = "deribit/olga-1";
    public const string There = "derive/olga-2";
    public const string Alone = "deribit/pia";
    public const string Inverse = "BTC-PERPETUAL";

    private static int messages;

    /// <summary>A market, the accounts, and a margin cycle over them.</summary>
    public static async Task Open(HostRig rig)
    {
        await Market.Open(rig);
        foreach (var venue in new[] { "deribit", "derive" })
        {
            await Done(rig.Node.Actors.Venue(venue).Tell(new(Id(), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", venue))), default));
            await Done(rig.Node.Actors.Venue(venue).Tell(new(Id(), new VenueCommand.ListInstruments([Market.Perpetual, Inverse], [])), default));
        }

        await Hold(rig, Here, 1, 50_000, new PositionChange(Market.Perpetual, 3, 65_500));
        await Hold(rig, There, 1, 40_000, new PositionChange(Market.Perpetual, -2, 64_000), new PositionChange(Inverse, -20_000, 65_100));
        await Hold(rig, Alone, 1, 200_000, new PositionChange(Market.Perpetual, 1.5m, 66_000));
        await Link(rig, Owner, Here, There);
        await rig.Cycle();
        rig.Node.Board.AccountsOf(Owner).ShouldBe([Here, There]);
    }

    /// <summary>Makes accounts an owner's, with both consents; the board knows it.</summary>
    public static async Task Link(HostRig rig, string owner, params string[] accounts)
    {
        foreach (var account in accounts)
        {
            await Done(rig.Node.Actors.Account(account).Tell(new(Id(), new AccountCommand.ConsentLink(owner)), default));
            await Done(rig.Node.Actors.Portfolio(owner).Tell(new(Id(), new PortfolioCommand.RequestLink(account)), default));
            await HostRig.Until(() => Task.FromResult(rig.Node.Board.AccountsOf(owner).Contains(account)));
        }
    }

    /// <summary>Sets an account's cash and positions.</summary>
    public static async Task Hold(HostRig rig, string account, long sequence, decimal cashUsd, params PositionChange[] positions)
    {
        await Done(rig.Node.Actors.Account(account).Tell(new(Id(), new AccountCommand.SnapshotPositions(sequence, 1, [.. positions])), default));
        await Pledge(rig, account, sequence, cashUsd);
    }

    /// <summary>Sets an account's cash, and coins behind it.</summary>
    public static async Task Pledge(HostRig rig, string account, long sequence, decimal cashUsd, params CollateralItem[] items) =>
        await Done(rig.Node.Actors.Account(account).Tell(new(Id(), new AccountCommand.SetCollateral(1, sequence, cashUsd, [.. items])), default));

    public static MessageId Id() => MessageId.Keyed("desk-book", $"{Interlocked.Increment(ref messages)}");

    public static async Task Done<T>(ValueTask<Answer<T>> told)
        where T : class => (await told).Problem.ShouldBeNull();
}
