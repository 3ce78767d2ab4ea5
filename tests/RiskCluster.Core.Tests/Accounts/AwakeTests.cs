using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Tests.Accounts;

/// <summary>Whom a process that starts brings back unasked: whatever others would miss, and nobody else.</summary>
public sealed class AwakeTests
{
    private static readonly AccountState Flat = AccountMachine.Initial("deribit/alice");

    [Fact]
    public void An_account_is_awake_while_it_has_something_or_waits_for_something()
    {
        AccountMachine.IsAwake(Flat).ShouldBeFalse();
        AccountMachine.IsAwake(Flat with { Link = new("alice", 1), Epoch = 3, LastSequence = 7, Seq = 9, Fills = Flat.Fills.Add("book", default) }).ShouldBeFalse("what it was is no reason");
        AccountState[] awake =
        [
            Flat with { Positions = Flat.Positions.With([new("BTC-PERPETUAL", 1, 1)]) },
            Flat with { CashUsd = -0.01m },
            Flat with { Collateral = Flat.Collateral.Add("ETH", new("ETH", 1)) },
            Flat with { Reservations = Flat.Reservations.Add("o", new("BTC-PERPETUAL", 1, 1, 0, 1)) },
            Flat with { Offers = Flat.Offers.Add("alice", 1) },
            Flat with { Consent = "alice" },
        ];
        awake.ShouldAllBe(state => AccountMachine.IsAwake(state));
        awake.Count(AccountMachine.IsFlat).ShouldBe(2);
    }

    [Fact]
    public void An_owner_is_awake_while_it_is_not_plainly_healthy()
    {
        var healthy = PortfolioMachine.Initial("alice");
        PortfolioMachine.IsAwake(healthy with { Links = healthy.Links.Add("deribit/alice", new(1, LinkStatus.Linked, true)) }).ShouldBeFalse();
        PortfolioMachine.IsAwake(healthy with { State = MarginState.Restricted }).ShouldBeTrue();
        PortfolioMachine.IsAwake(healthy with { BreachReports = 1 }).ShouldBeTrue();
        PortfolioMachine.IsAwake(healthy with { IsHeld = true }).ShouldBeTrue();
    }
}
