using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Tests;
using RiskCluster.Risk;
using RiskCluster.Risk.Instruments;
using RiskCluster.Runtime.Simulation.Keepers;

namespace RiskCluster.Console.Tests;

/// <summary>The desk's book on the real server, with more to show: quinn's options on two venues over pledged coins, one of which no market prices, and rita, who is being unwound on both.</summary>
internal sealed class LiveBook
{
    private const string Keeper = "kim";
    private const decimal Btc = 65_000;
    private const decimal Eth = 1_900;
    private const long LeaseMs = 60_000;
    private static readonly ImmutableArray<string> Venues = ["deribit", "derive"];
    private static readonly int[] ExpiryDays = [30, 90];
    private static readonly string[] Hedger = ["deribit/quinn-1", "derive/quinn-2"];
    private static readonly string[] Failing = ["deribit/rita-1", "derive/rita-2"];
    private readonly HostRig rig;
    private readonly ImmutableArray<UnixTime> expiries;
    private int fills;

    private LiveBook(HostRig rig)
    {
        this.rig = rig;
        var today = DateTimeOffset.FromUnixTimeMilliseconds(rig.Node.NowMs).Date;
        expiries = [.. ExpiryDays.Select(days => today.AddDays(days)).Select(day => UnixTime.FromUtc(day.Year, day.Month, day.Day, 8))];
    }

    /// <summary>The expiries of the options, as their names have them; the nearer one first.</summary>
    public IEnumerable<string> Expiries => expiries.Select(InstrumentName.FormatExpiry);

    /// <summary>The desk's book, quinn's, and rita's, who is below maintenance: her unwind begins while the market goes on.</summary>
    public static async Task<LiveBook> Open(HostRig rig)
    {
        await DeskBook.Open(rig);
        await Market.Open(rig, "ETH", Eth);
        await Market.Open(rig, "USDC", 1);
        var book = new LiveBook(rig);
        await book.Quote(0);
        await book.Trade();
        await book.Breach();
        return book;
    }

    /// <summary>A new price of everything, and the keeper trades a little more.</summary>
    public async Task Tick(int tick)
    {
        await Quote(tick);
        await Work();
    }

    // Moves of 0.016 % at the most, within the limits of the legs: a mark beyond one would have the unwind planned anew.
    private async Task Quote(int tick)
    {
        var move = 1 + 0.00004m * (tick % 5);
        await Market.Tick(rig, Btc * move, "BTC", Smiles(Btc * move));
        await Market.Tick(rig, Eth * move, "ETH", Smiles(Eth * move));
    }

    private ObservedExpiry[] Smiles(decimal price) => [.. expiries.Select(expiry =>
    {
        var tau = decimal.Round((expiry.Milliseconds - rig.Node.NowMs) / 31_536_000_000m, 15);
        return new ObservedExpiry(expiry.Milliseconds, price * (1 + 0.05m * tau), new SmileSlice(0.55m * 0.55m * tau - 0.008m, 0.04m, -0.2m, 0, 0.2m, tau));
    })];

    private async Task Trade()
    {
        string nearPut = Option("BTC_USDC", 0, 60_000, OptionType.Put), nearCall = Option("BTC_USDC", 0, 70_000, OptionType.Call), farCall = Option("BTC_USDC", 1, 80_000, OptionType.Call), ethPut = Option("ETH_USDC", 1, 1_600, OptionType.Put);
        foreach (var venue in Venues)
            await DeskBook.Done(rig.Node.Actors.Venue(venue).Tell(new(DeskBook.Id(), new VenueCommand.ListInstruments([nearPut, nearCall, farCall, ethPut], [])), default));
        await DeskBook.Hold(rig, Hedger[0], 1, 0, new(nearPut, 8, 1_450), new(nearCall, -6, 1_900), new(Market.Perpetual, 2, 64_200));
        await DeskBook.Hold(rig, Hedger[1], 1, 0, new(farCall, -4, 1_800), new(ethPut, -40, 60));
        await DeskBook.Pledge(rig, Hedger[0], 2, 60_000, new CollateralItem("ETH", 45, "arbitrum"), new CollateralItem("USDC", 75_000, "arbitrum"), new CollateralItem("stETH", 12, "arbitrum"));
        await DeskBook.Pledge(rig, Hedger[1], 2, -5_000, new CollateralItem("BTC", 2.5m));
        await DeskBook.Link(rig, "quinn", Hedger);
        await DeskBook.Hold(rig, Failing[0], 1, 500_000, new PositionChange(Market.Perpetual, 10, 65_400));
        await DeskBook.Hold(rig, Failing[1], 1, 500_000, new(Market.Perpetual, -4, 64_900), new(nearPut, -12, 1_400));
        await DeskBook.Link(rig, "rita", Failing);
    }

    private string Option(string pair, int expiry, double strike, OptionType type) => InstrumentName.FormatOption(pair, expiries[expiry], strike, type);

    // Cash is withdrawn until less is left than has to be.
    private async Task Breach()
    {
        await rig.Cycle();
        var figure = rig.Node.Board.Figure("rita")!.Figure.ShouldNotBeNull();
        var cashUsd = 1_000_000 - (decimal)(figure.EquityUsd - 0.9 * figure.MaintenanceMarginUsd);
        foreach (var account in Failing) await DeskBook.Pledge(rig, account, 2, decimal.Round(cashUsd / 2, 2));
    }

    // The keeper trades a part of what is left, so that the unwind goes on as long as anybody looks.
    private async Task Work()
    {
        foreach (var venue in Venues)
        {
            var queue = rig.Node.Actors.LiquidationQueue(venue);
            var tasks = (await queue.Read(fenced: false, default)).State.Tasks;
            foreach (var (taskId, task) in tasks.Where(task => !task.Value.IsClosed).Take(1))
            {
                if (task.Claim is not { } claim)
                {
                    await queue.Tell(new(DeskBook.Id(), new LiquidationQueueCommand.Claim(Keeper, LeaseMs, taskId)), default);
                    continue;
                }

                var part = decimal.Round(task.RemainingQuantity / 200, 6);
                var price = new MockVenue(rig.Node.Actors, venue, 1, _ => Btc).PriceOf(task.Order);
                await queue.Tell(new(DeskBook.Id(), new LiquidationQueueCommand.Fill(taskId, $"f{++fills}", claim.Token, part, price)), default);
            }
        }
    }
}
