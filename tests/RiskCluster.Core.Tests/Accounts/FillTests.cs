using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Tests.Accounts;

/// <summary>What fills do to positions and money, against profit counted lot by lot.</summary>
public sealed class FillTests
{
    private const string Linear = "BTC_USDC-PERPETUAL";
    private const string Inverse = "BTC-PERPETUAL";

    [Theory]
    [InlineData(Linear, 2, 100d, 1, 130, 3, 110d, 0)]        // adds: the mean by size
    [InlineData(Linear, 2, 100d, -1, 130, 1, 100d, 30)]      // reduces: average stays, profit paid
    [InlineData(Linear, 2, 100d, -3, 90, -1, 90d, -20)]      // flips: loss on 2, the rest opens at the price
    [InlineData(Linear, -2, 100d, 2, 90, 0, null, 20)]      // closes a short
    [InlineData(Inverse, 100, 50d, 100, 100, 200, 66.666666667, 0)] // harmonic mean
    [InlineData(Inverse, 100, 50d, -100, 100, 0, null, 1)]  // 100/50 - 100/100 coins
    [InlineData(Inverse, -100, 50d, 50, 25, -50, 50d, 1)]    // a short gains when the coin falls: 50/25 - 50/50
    [InlineData("BTC_USDC", 2, null, 1, 100, 3, null, -100)] // spot is paid for; the old average was never known
    [InlineData("BTC-27MAR26-100000-C", 0, null, -10, 0.05, -10, 0.05, 0.5)] // a sold inverse option brings coin
    [InlineData("BTC_USDC-27MAR26-100000-C", 0, null, 2, 1500, 2, 1500d, -3000)]
    public void A_fill_moves_size_average_and_money(string instrument, double size, double? average, double quantity, double price, double nextSize, double? nextAverage, double paid)
    {
        var account = Holding(instrument, (decimal)size, (decimal?)average);
        var decision = account.Do(Fill(instrument, 1, (decimal)quantity, (decimal)price), Listing(instrument));
        var outcome = decision.Events.Single().ShouldBeOfType<AccountEvent.FillApplied>().Outcome;
        outcome.Size.ShouldBe((decimal)nextSize);
        outcome.AveragePrice.ShouldBe((decimal?)nextAverage);
        var isCoin = instrument.StartsWith("BTC-", StringComparison.Ordinal);
        (isCoin ? outcome.PaidCoin : outcome.PaidUsd).ShouldBe((decimal)paid);
        (isCoin ? outcome.PaidUsd : outcome.PaidCoin).ShouldBe(0);
        account.State.CashUsd.ShouldBe(isCoin ? 0 : (decimal)paid);
        account.State.Collateral.GetValueOrDefault("BTC")?.Quantity.ShouldBe((decimal)paid);
        account.State.Positions.Find(instrument).ShouldBe(nextSize == 0 ? null : new AccountPosition((decimal)nextSize, (decimal?)nextAverage));
    }

    [Theory]
    [InlineData(Linear)]
    [InlineData(Inverse)]
    public void Money_paid_and_profit_still_open_are_the_profit_of_all_fills(string instrument) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var account = Holding(instrument, 0, null);
            var (naive, mark) = (0m, (decimal)random.Next(50, 150));
            decimal Profit(decimal quantity, decimal from) => instrument == Linear ? quantity * (mark - from) : quantity / from - quantity / mark;
            for (var i = 1; i <= 20; i++)
            {
                var (quantity, price) = (random.Next(1, 50) * (random.Next(2) == 0 ? 1 : -1), (decimal)random.Next(50, 150));
                account.Do(Fill(instrument, i, quantity, price), Listing(instrument)).Problem.ShouldBeNull();
                naive += Profit(quantity, price);
            }

            var paid = instrument == Linear ? account.State.CashUsd : account.State.Collateral.GetValueOrDefault("BTC")?.Quantity ?? 0;
            var open = account.State.Positions.TryGetValue(instrument, out var held) ? Profit(held.Size, held.AveragePrice!.Value) : 0;
            return Math.Abs(paid + open - naive) < 1e-5m;
        }));

    [Fact]
    public void The_largest_amounts_are_added_or_refused_never_an_overflow()
    {
        foreach (var instrument in new[] { Linear, Inverse, "BTC_USDC", "BTC-27MAR26-100000-C" })
            foreach (var (size, average, quantity, price) in new[] { (1e15m, 1e12m, -1e15m, 1e-9m), (-1e15m, 1e-9m, 1e15m, 1e12m), (1e-9m, 1e-9m, 1e-9m, 1e12m), (1e15m, 1e12m, 1e15m, 1e12m) })
            {
                var account = Holding(instrument, size, average);
                var decision = account.Do(Fill(instrument, 1, quantity, price), Listing(instrument));
                if (decision.Problem is { } problem) problem.Reason.ShouldBe("result_bounds");
                Math.Abs(account.State.CashUsd).ShouldBeLessThanOrEqualTo(1e18m);
            }
    }

    [Fact]
    public void A_fill_counts_once_whatever_the_order_and_not_at_all_once_forgotten()
    {
        var account = Holding(Linear, 0, null);
        foreach (var ordinal in new long[] { 5, 3, 5, 4, 3 }) account.Do(Fill(Linear, ordinal, 1, 100), Listing(Linear)).Problem.ShouldBeNull();
        account.State.Positions[Linear].Size.ShouldBe(3);
        account.Do(Fill(Linear, 100, 1, 100), Listing(Linear));
        account.Do(Fill(Linear, 36, 1, 100), Listing(Linear)).Problem.ShouldNotBeNull().Reason.ShouldBe("fill_forgotten");
        account.Do(Fill(Linear, 37, 1, 100), Listing(Linear)).Problem.ShouldBeNull();
        account.Do(Fill(Linear, 37, 1, 100) with { Source = "Feed:other" }, Listing(Linear)).IsDuplicate.ShouldBeFalse();
        account.State.Positions[Linear].Size.ShouldBe(6);
        account.ShouldReplay("aurora/alice");
    }

    [Fact]
    public void A_fill_uses_its_reservation_up_in_proportion()
    {
        var account = Holding(Linear, 0, null);
        account.Do(new AccountCommand.Reserve("o1", Linear, 3, 100, 1_000), Listing(Linear) with { Margins = [Evidence.Of("aurora/alice", account.State.Seq)] }).Problem.ShouldBeNull();
        account.Do(Fill(Linear, 1, 1, 100) with { ReservationId = "o1" }, Listing(Linear));
        account.State.Reservations["o1"].ShouldBe(new(Linear, 2, 100, 100, 1_000));
        account.Do(Fill(Linear, 2, 2, 100) with { ReservationId = "o1" }, Listing(Linear));
        account.State.Reservations.ShouldBeEmpty();
        account.Do(Fill(Linear, 3, 1, 100) with { ReservationId = "o1" }, Listing(Linear)).Problem.ShouldBeNull("a fill is a fact, its reservation gone or not");
    }

    private static Acting<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect> Holding(string instrument, decimal size, decimal? average)
    {
        var account = new Acting<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect>(AccountMachine.Initial("aurora/alice"));
        ImmutableArray<PositionChange> changes = size == 0 ? [] : [new(instrument, size, average)];
        account.Do(new AccountCommand.ApplyPositions(1, 1, 0, changes), Listing(instrument)).Problem.ShouldBeNull();
        return account;
    }

    private static AccountCommand.ApplyFill Fill(string instrument, long ordinal, decimal quantity, decimal price) => new("Feed:a", ordinal, FillKind.Trade, instrument, quantity, price);

    private static Turn Listing(string instrument) => new(0) { Listed = new HashSet<string> { instrument } };
}
