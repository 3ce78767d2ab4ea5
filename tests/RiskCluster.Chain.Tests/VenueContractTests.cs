using Xunit.Abstractions;

namespace RiskCluster.Chain.Tests;

/// <summary>A venue that enforces: what leaves is what the margin leaves free, and only below maintenance margin is anything taken.</summary>
public sealed class VenueContractTests(ChainProcess process, ITestOutputHelper output) : IClassFixture<ChainProcess>
{
    private const string Venue = "RiskGated";
    private const string Token = "TestToken";
    private const long SettlementMs = 5_000;

    [ChainFact]
    public void Withdrawals_stop_at_the_initial_margin_and_one_excess_is_never_paid_twice()
    {
        using var chain = new MarginChain(process);
        var (token, venue, account) = Open(chain);
        chain.Send(1, Venue, venue, "withdraw", 1).ShouldBe("Unavailable", "nothing is attested");
        chain.Update(chain.Healthy(account)).ShouldBeNull();
        chain.Send(1, Venue, venue, "withdraw", 100_000_001).ShouldBe("Unhealthy", "the excess is 100 USD");
        chain.Send(1, Venue, venue, "withdraw", 60_000_000).ShouldBeNull();
        output.WriteLine($"a withdrawal: {chain.Gas} gas");
        chain.Send(1, Venue, venue, "withdraw", 40_000_001).ShouldBe("Unhealthy", "60 of the 100 are gone");

        // A newer margin that cannot have counted the withdrawal yet changes nothing; one that has does.
        chain.Pass(4);
        chain.Update(chain.Healthy(account, 1_001)).ShouldBeNull();
        chain.Send(1, Venue, venue, "withdraw", 40_000_001).ShouldBe("Unhealthy");
        chain.Pass(1);
        chain.Update(chain.Healthy(account, 1_002)).ShouldBeNull();
        chain.Send(1, Venue, venue, "withdraw", 40_000_001).ShouldBeNull();
        chain.Call(Token, token, "balanceOf", chain.Accounts[1]).ShouldBe("100000001");
        chain.Send(1, Venue, venue, "withdraw", 899_999_999 + 1_000_000).ShouldBe("NotEnough");
        chain.Send(2, Venue, venue, "withdraw", 1).ShouldBe("NotEnough", "somebody else's");
    }

    [ChainFact]
    public void An_account_keeps_its_own_maintenance_margin_however_much_its_owner_has_elsewhere()
    {
        using var chain = new MarginChain(process);
        var (_, venue, account) = Open(chain);
        chain.Update(chain.Healthy(account) with { EquityUsd = 730, OwnerInitialExcessUsd = 1e6m, OwnerMaintenanceExcessUsd = 1e6m }).ShouldBeNull();
        chain.Send(1, Venue, venue, "withdraw", 30_000_001).ShouldBe("Unhealthy");
        chain.Send(1, Venue, venue, "withdraw", 30_000_000).ShouldBeNull();
        chain.Update(chain.Healthy(account, 1_001) with { EquityUsd = 699, OwnerInitialExcessUsd = 1e6m, OwnerMaintenanceExcessUsd = 1e6m }).ShouldBeNull();
        chain.Send(1, Venue, venue, "withdraw", 1).ShouldBe("Unhealthy");
        chain.Send(2, Venue, venue, "liquidate", chain.Accounts[1]).ShouldBe("NotLiquidatable", "its owner's other accounts carry it");
    }

    [ChainFact]
    public void Below_initial_margin_nothing_leaves_and_below_maintenance_margin_the_desk_takes_what_is_missing()
    {
        using var chain = new MarginChain(process);
        var (token, venue, account) = Open(chain);
        chain.Update(chain.Healthy(account) with { OwnerInitialExcessUsd = -1 }).ShouldBeNull();
        chain.Send(1, Venue, venue, "withdraw", 1).ShouldBe("Unhealthy");
        chain.Send(2, Venue, venue, "liquidate", chain.Accounts[1]).ShouldBe("NotLiquidatable");
        chain.Update(chain.Healthy(account, 1_001) with { OwnerInitialExcessUsd = -250, OwnerMaintenanceExcessUsd = -50 }).ShouldBeNull();
        chain.Send(2, Venue, venue, "liquidate", chain.Accounts[1]).ShouldBeNull();
        output.WriteLine($"a liquidation: {chain.Gas} gas");
        chain.Call(Token, token, "balanceOf", chain.Accounts[3]).ShouldBe("250000000");
        chain.Send(2, Venue, venue, "liquidate", chain.Accounts[1]).ShouldBe("NotSettled", "no margin has counted it yet");
        chain.Pass(61);
        chain.Send(2, Venue, venue, "liquidate", chain.Accounts[1]).ShouldBe("NotLiquidatable", "the margin is late");
        chain.Update(chain.Healthy(account, 1_002) with { OwnerInitialExcessUsd = -5_000, OwnerMaintenanceExcessUsd = -4_000 }).ShouldBeNull();
        chain.Send(2, Venue, venue, "liquidate", chain.Accounts[1]).ShouldBeNull();
        chain.Call(Token, token, "balanceOf", chain.Accounts[3]).ShouldBe("1000000000", "never more than there is");
    }

    [ChainFact]
    public void A_token_that_calls_back_gets_nothing()
    {
        using var chain = new MarginChain(process);
        var (token, venue, account) = Open(chain);
        chain.Update(chain.Healthy(account)).ShouldBeNull();
        chain.Send(0, Token, token, "setHostile", true).ShouldBeNull();
        chain.Send(1, Venue, venue, "withdraw", 10_000_000).ShouldBe("Reentered");
        chain.Call(Venue, venue, "balanceOf", chain.Accounts[1]).ShouldBe("1000000000");
    }

    private static (string Token, string Venue, string Account) Open(MarginChain chain)
    {
        var token = chain.Deploy(Token);
        var venue = chain.Deploy(Venue, chain.Address, token, chain.Accounts[3], "atlas", SettlementMs);
        chain.Send(0, Token, token, "mint", chain.Accounts[1], 1_000_000_000).ShouldBeNull();
        chain.Send(1, Venue, venue, "deposit", 1_000_000_000).ShouldBeNull();
        var account = "atlas/" + chain.Accounts[1].ToLowerInvariant();
        chain.Call(Venue, venue, "accountOf", chain.Accounts[1]).ShouldBe(MarginChain.NameHash(account));
        return (token, venue, account);
    }
}
