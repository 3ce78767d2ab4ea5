using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Liquidations;

namespace RiskCluster.Core.Tests.Liquidations;

/// <summary>Dutch and sealed auctions in a queue.</summary>
[Trait("Rule", "SYS-2")]
public sealed class AuctionTests
{
    private const string Id = Orders.TaskId;

    // The published partial auction: at 0 s the whole of what may be sold, and 15 % at 30 s.
    [Theory]
    [InlineData(119.306330, -103.090619, 0, 1, 0.557941, 65.234609)]
    [InlineData(119.308719, -103.087868, 30_000, 0.15, 0.15, 16.571981)]
    public void A_bid_takes_the_published_share_for_the_published_money(double mark, double maintenance, long atMs, double wanted, double fraction, double bidUsd)
    {
        var queue = LiquidationQueueStoryTests.With(Orders.Dutch((decimal)mark, (decimal)maintenance));
        var taken = queue.Do(new LiquidationQueueCommand.Bid(Id, "f1", "kim", (decimal)wanted), new(atMs)).Events.Single().ShouldBeOfType<LiquidationQueueEvent.FillTaken>();
        ((double)taken.Quantity).ShouldBe(-10 * fraction, 1e-5);
        ((double)taken.After!.ReservedCashUsd).ShouldBe(bidUsd, 1e-6);
        taken.IsFilled.ShouldBe(wanted == 1);
        if (wanted == 1) ((double)(taken.After.MaintenanceExcessUsd * 1.2m - taken.After.MarkValueUsd * 0.2m)).ShouldBe(0, 1e-6, "on the buffer margin");
    }

    [Fact]
    public void Bids_at_one_moment_do_not_depend_on_their_order() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var mark = random.Next(20, 500);
            var order = Orders.Dutch(mark, mark - random.Next(mark + 1, mark * 3));
            var atMs = random.Next(60_000);
            var fractions = Enumerable.Range(0, 3).Select(_ => random.Next(1, 8) / 100m).ToArray();
            var (one, other) = (LiquidationQueueStoryTests.With(order), LiquidationQueueStoryTests.With(order));
            foreach (var fraction in fractions) one.Do(new LiquidationQueueCommand.Bid(Id, $"f{one.Events.Count}", "kim", fraction), new(atMs)).Problem.ShouldBeNull();
            foreach (var fraction in fractions.Reverse()) other.Do(new LiquidationQueueCommand.Bid(Id, $"f{other.Events.Count}", "zoe", fraction), new(atMs)).Problem.ShouldBeNull();
            var (a, b) = (one.State.Tasks[Id], other.State.Tasks[Id]);
            Math.Abs(a.FilledQuantity - b.FilledQuantity).ShouldBeLessThan(1e-6m);
            Math.Abs(a.Dutch!.ReservedCashUsd - b.Dutch!.ReservedCashUsd).ShouldBeLessThan(1e-6m);
            return Math.Abs(a.Dutch.MarkValueUsd - b.Dutch.MarkValueUsd) < 1e-6m && Math.Abs(a.Dutch.MaintenanceExcessUsd - b.Dutch.MaintenanceExcessUsd) < 1e-6m;
        }));

    [Fact]
    public void A_bid_again_is_recognised_and_a_recovered_account_sells_nothing()
    {
        var queue = LiquidationQueueStoryTests.With(Orders.Dutch());
        queue.Do(new LiquidationQueueCommand.Bid(Id, "f1", "kim", 0.1m)).Problem.ShouldBeNull();
        queue.Do(new LiquidationQueueCommand.Bid(Id, "f1", "kim", 0.1m), new(50_000)).IsDuplicate.ShouldBeTrue();
        queue.Do(new LiquidationQueueCommand.Bid(Id, "f1", "kim", 0.2m)).Problem!.Reason.ShouldBe("fill_differs");
        queue.Do(new LiquidationQueueCommand.Bid(Id, "f2", "zoe", 1)).Problem.ShouldBeNull();
        queue.State.Tasks[Id].Status.ShouldBe(LiquidationStatus.Filled);
        queue.State.Tasks[Id].RemainingQuantity.ShouldBeLessThan(0, "partial first: the rest stays the owner's");
        queue.Do(new LiquidationQueueCommand.Bid(Id, "f3", "kim", 1)).Problem!.Reason.ShouldBe("task_closed");
    }

    [Fact]
    public void Until_the_reveal_nothing_anywhere_tells_a_bid()
    {
        var (cheap, dear) = (LiquidationQueueStoryTests.With(Orders.Sealed()), LiquidationQueueStoryTests.With(Orders.Sealed()));
        foreach (var (queue, price) in new[] { (cheap, 71.25m), (dear, 98.75m) })
        {
            var commit = new LiquidationQueueCommand.CommitBid(Id, "kim", SealedHash.Of(Id, "kim", price, -7.125m, Orders.Nonce(1)), 25);
            queue.Do(commit).Problem.ShouldBeNull();
            queue.Do(commit).IsDuplicate.ShouldBeTrue();
            var seen = System.Text.Encoding.UTF8.GetString(CoreJson.Write(queue.State)) + string.Concat(queue.Events.Select(change => System.Text.Encoding.UTF8.GetString(CoreJson.Write(change))));
            seen.ShouldNotContain("71.25");
            seen.ShouldNotContain("98.75");
            seen.ShouldNotContain("7.125");
            queue.Do(new LiquidationQueueCommand.RevealBid(Id, "kim", price, -7.125m, Orders.Nonce(1)), new(9_999)).Problem!.Reason.ShouldBe("window_closed");
        }

        // Two states that differ in the bid differ in the hash alone; and a hash is of its keeper, so a copy cannot be revealed.
        var hashes = new[] { cheap, dear }.Select(queue => queue.State.Tasks[Id].Bids.Single().Hash).ToArray();
        System.Text.Encoding.UTF8.GetString(CoreJson.Write(dear.State)).Replace(hashes[1], hashes[0], StringComparison.Ordinal).ShouldBe(System.Text.Encoding.UTF8.GetString(CoreJson.Write(cheap.State)));
        dear.Do(new LiquidationQueueCommand.CommitBid(Id, "copycat", hashes[1], 25)).Problem.ShouldBeNull();
        dear.Do(new LiquidationQueueCommand.RevealBid(Id, "copycat", 98.75m, -7.125m, Orders.Nonce(1)), new(10_000)).Problem!.Reason.ShouldBe("hash_differs");
    }

    [Theory]
    [InlineData(-10, "zoe")]
    [InlineData(10, "amy")]
    public void The_best_price_wins_the_earlier_of_equals_and_who_does_not_reveal_pays(int quantity, string winner)
    {
        var queue = LiquidationQueueStoryTests.With(Orders.Sealed(quantity));
        var bids = new[] { ("kim", 95m), ("zoe", 97m), ("max", 97m), ("amy", 95m), ("ghost", 99m) };
        if (quantity > 0) bids = [("amy", 95), .. bids.Where(bid => bid.Item1 != "amy")];
        foreach (var (keeper, price) in bids) queue.Do(new LiquidationQueueCommand.CommitBid(Id, keeper, SealedHash.Of(Id, keeper, price, quantity, Orders.Nonce(1)), 25)).Problem.ShouldBeNull();
        foreach (var (keeper, price) in bids.Reverse().Where(bid => bid.Item1 != "ghost"))
            queue.Do(new LiquidationQueueCommand.RevealBid(Id, keeper, price, quantity, Orders.Nonce(1)), new(12_000)).Problem.ShouldBeNull();
        var decision = queue.Do(new LiquidationQueueCommand.CloseReveal(Id), new(20_000));
        var closed = decision.Events.Single().ShouldBeOfType<LiquidationQueueEvent.RevealClosed>();
        (closed.Winner!.Keeper, closed.ForfeitedUsd).ShouldBe((winner, 25m));
        closed.Unrevealed.ShouldBe(["ghost"]);
        decision.Effects.ShouldBe([new LiquidationQueueEffect.ChangeInsuranceFund("aurora", "LiquidationQueue:aurora", 1, 25)]);

        var worse = closed.Winner.Price!.Value + Math.Sign(quantity);
        queue.Do(new LiquidationQueueCommand.Fill(Id, "f1", 1, quantity, worse)).Problem!.Reason.ShouldBe("price_beyond_limit", "the bid binds");
        queue.Do(new LiquidationQueueCommand.Fill(Id, "f1", 1, quantity / 2m, closed.Winner.Price.Value)).Problem.ShouldBeNull();
        queue.Do(new LiquidationQueueCommand.Expire(), new(closed.Winner.ExpiresAtMs)).Effects.ShouldBe(
            [new LiquidationQueueEffect.ChangeInsuranceFund("aurora", "LiquidationQueue:aurora", 2, 25)], "who wins and does not fill pays too");
        queue.ShouldReplay("aurora");
    }

    [Fact]
    public void An_auction_without_a_bid_becomes_an_order()
    {
        var queue = LiquidationQueueStoryTests.With(Orders.Sealed());
        queue.Do(new LiquidationQueueCommand.Claim("kim", 5_000, Id)).Problem!.Reason.ShouldBe("wrong_mode");
        queue.Do(new LiquidationQueueCommand.Expire(), new(20_000)).Problem.ShouldBeNull();
        queue.Do(new LiquidationQueueCommand.Claim("kim", 5_000, Id), new(20_000)).Problem.ShouldBeNull();
    }
}
