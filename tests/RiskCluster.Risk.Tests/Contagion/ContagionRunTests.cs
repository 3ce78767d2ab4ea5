using RiskCluster.Risk.Contagion;

namespace RiskCluster.Risk.Tests.Contagion;

[Trait("Rule", "SYS-1")]
public sealed class ContagionRunTests
{
    [Fact]
    public void Three_banks_clear_as_published()
    {
        var result = ContagionRun.Run(TestNetworks.ThreeBanks(), ContagionShock.None, DefaultCosts.None);
        result.Nodes.Select(node => node.PaidUsd).ShouldBe([165 / 112.0, 159 / 112.0, 1.5], 1e-14);
        result.Nodes.Select(node => node.DefaultRound is not null).ShouldBe([true, true, false]);
        // a lacks a half from the start; b falls only because a did.
        result.Nodes.Select(node => node.DefaultRound).ShouldBe([1, 2, null]);
        result.Rounds.Select(round => string.Join(",", round.Defaults)).ShouldBe(["", "a", "b"]);
        result.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void Default_costs_drag_down_who_would_have_stood()
    {
        // a is 1 short of the 10 it owes b; b has 2 to spare before it fails to pay c.
        ContagionNetwork Chain() => new(
            [TestNetworks.Bank("a", 9, 0), TestNetworks.Bank("b", 2, 0), TestNetworks.Bank("c", 0, 10)],
            [new("a", "b", 10), new("b", "c", 10)],
            [],
            []);
        ContagionRun.Run(Chain(), ContagionShock.None, DefaultCosts.None).DefaultCount.ShouldBe(1);

        var costly = ContagionRun.Run(Chain(), ContagionShock.None, new(Alpha: 0.5, Beta: 0.5));
        // a pays 4.5; b has 6.5 of 10, pays 1 + 2.25; c has that of 10, pays half of it.
        costly.Nodes.Select(node => node.PaidUsd).ShouldBe([4.5, 3.25, 1.625], 1e-14);
        costly.Nodes.Select(node => node.DefaultRound).ShouldBe([1, 2, 3]);
        costly.DefaultCostsUsd.ShouldBe(4.5 + 3.25 + 1.625, 1e-12);
        costly.OutsideLossUsd.ShouldBe(10 - 1.625, 1e-12);
        costly.TotalLossUsd.ShouldBe(costly.DirectLossUsd + costly.DefaultCostsUsd, 1e-12);
    }

    [Fact]
    public void Of_two_clearings_the_greatest_is_found()
    {
        // With nothing in cash both pay in full or nobody pays at all, and all is well while they trust each other.
        var circle = new ContagionNetwork([TestNetworks.Bank("a", 0, 0), TestNetworks.Bank("b", 0, 0)], [new("a", "b", 5), new("b", "a", 5)], [], []);
        var result = ContagionRun.Run(circle, ContagionShock.None, new(0, 0));
        result.Nodes.Select(node => node.PaidUsd).ShouldBe([5.0, 5]);
        result.DefaultCount.ShouldBe(0);
    }

    [Fact]
    public void A_seller_takes_the_price_to_where_its_sale_pays_what_it_lacks()
    {
        // Lacks 5 in cash and holds 10: sells the share s with s 10 q = 5, q = exp(-10 s / 50). So x = -ln q solves x exp(-x) = 5/50.
        var network = new ContagionNetwork([TestNetworks.Bank("a", 0, 5)], [], [new("eth", 50)], [new("a", "eth", 10)]);
        var result = ContagionRun.Run(network, ContagionShock.None, DefaultCosts.None);
        var x = -Math.Log(result.Pools[0].Price);
        (x * Math.Exp(-x)).ShouldBe(0.1, 1e-10);
        result.Nodes[0].SoldShare.ShouldBe(5 * x, 1e-9);
        result.Nodes[0].DefaultRound.ShouldBeNull();
        result.FireSaleLossUsd.ShouldBe(10 * (1 - result.Pools[0].Price), 1e-12);
    }

    [Fact]
    public void A_linear_price_solves_its_quadratic_and_stops_at_its_floor()
    {
        var linear = new ContagionPool("eth", 50, PriceImpactForm.Linear);
        var holding = new PoolHolding("a", "eth", 10);
        var found = ContagionRun.Run(new([TestNetworks.Bank("a", 0, 5)], [], [linear], [holding]), ContagionShock.None, DefaultCosts.None).Pools[0].Price;
        found.ShouldBe((1 + Math.Sqrt(1 - 4 * 0.1)) / 2, 1e-10);
        ContagionRun.Run(new([TestNetworks.Bank("a", 0, 50)], [], [linear with { LeastPrice = 0.9 }], [holding]), ContagionShock.None, DefaultCosts.None).Pools[0].Price.ShouldBe(0.9);
    }

    [Fact]
    public void A_margin_call_sells_and_pulls_a_neighbour_under()
    {
        // b holds the same pool as a and owes nearly all of it; a only has a requirement.
        ContagionNetwork Network(double requirementUsd) => new(
            [TestNetworks.Bank("a", 0, 0, requirementUsd), TestNetworks.Bank("b", 0, 80)],
            [],
            [new("eth", 200)],
            [new("a", "eth", 100), new("b", "eth", 100)]);
        var shock = TestNetworks.Fall("eth", 0.1);
        ContagionRun.Run(Network(0), shock, DefaultCosts.None).FireSaleLossUsd.ShouldBeGreaterThan(0);
        var calm = ContagionRun.Run(Network(10), shock, DefaultCosts.None);
        var called = ContagionRun.Run(Network(150), shock, DefaultCosts.None);
        called.Pools[0].Price.ShouldBeLessThan(calm.Pools[0].Price);
        called.Nodes[0].SoldShare.ShouldBeInRange(1 - 90 / 150.0, 1);
        calm.Nodes[0].SoldShare.ShouldBe(0);
        called.SystemicLossShare.ShouldBeGreaterThan(calm.SystemicLossShare);
    }

    [Fact]
    public void The_loss_of_a_round_is_that_of_its_nodes_and_the_last_one_is_the_result()
    {
        var result = ContagionRun.Run(TestNetworks.ThreeBanks(), TestNetworks.Loss("c", 0.75), new(0.8, 0.9));
        result.Rounds[^1].LossesUsd.ShouldBe(result.Nodes.Select(node => node.LossUsd));
        result.Rounds[^1].UnpaidUsd.ShouldBe(result.Nodes.Sum(node => node.UnpaidUsd), 1e-14);
        for (var r = 1; r < result.Rounds.Length; r++) result.Rounds[r].UnpaidUsd.ShouldBeGreaterThan(result.Rounds[r - 1].UnpaidUsd);
    }

    [Fact]
    public void What_a_shock_names_must_be_there()
    {
        var network = TestNetworks.ThreeBanks();
        Should.Throw<ArgumentException>(() => ContagionRun.Run(network, TestNetworks.Loss("x", 1), DefaultCosts.None)).Message.ShouldBe("there is no node 'x' to lose anything");
        Should.Throw<ArgumentException>(() => ContagionRun.Run(network, TestNetworks.Fall("x", 1), DefaultCosts.None)).Message.ShouldBe("there is no pool 'x' to fall");
        Should.Throw<ArgumentException>(() => ContagionRun.Run(network, TestNetworks.Loss("a", double.NaN), DefaultCosts.None)).Message.ShouldStartWith("the loss of 'a'");
    }

    [Fact]
    public void A_network_says_what_is_wrong_with_it()
    {
        var a = TestNetworks.Bank("a", 1, 1);
        Should.Throw<ArgumentException>(() => new ContagionNetwork([], [], [], [])).Message.ShouldStartWith("a network needs a node");
        Should.Throw<ArgumentException>(() => new ContagionNetwork([a, a], [], [], [])).Message.ShouldStartWith("there are two of node 'a'");
        Should.Throw<ArgumentException>(() => new ContagionNetwork([a], [new("a", "b", 1)], [], [])).Message.ShouldStartWith("there is no node 'b'");
        Should.Throw<ArgumentException>(() => new ContagionNetwork([a], [new("a", "a", 1)], [], [])).Message.ShouldStartWith("'a' owes itself");
        Should.Throw<ArgumentException>(() => new ContagionNetwork([a], [], [], [new("a", "eth", 1)])).Message.ShouldStartWith("there is no pool 'eth'");
        Should.Throw<ArgumentOutOfRangeException>(() => new ContagionLiability("a", "b", -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ContagionPool("eth", 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new DefaultCosts(1.1, 1));
    }

    [Fact]
    public void A_live_book_is_balanced_and_its_venues_are_worth_their_funds()
    {
        var eth = TestNetworks.Nothing.Add("eth", 40.0);
        var network = BookNetwork.Of(
            [new("v", 25), new("w", 5)],
            [new("ann", "v", 100, 30, eth), new("ann", "w", -20, 10, TestNetworks.Nothing), new("bob", "v", -10, 5, TestNetworks.Nothing), new("bob", "w", 3, 0, eth)],
            [new("eth", 1000)]);
        var result = ContagionRun.Run(network, ContagionShock.None, DefaultCosts.None);
        result.Nodes.Where(node => node.Kind == ContagionNodeKind.Venue).Select(node => (node.Name, node.EquityBeforeUsd)).ShouldBe([("venue:v", 25), ("venue:w", 5)]);
        // Ann: 100 from v, 20 to w, 40 of ether. Bob: 3 from w, 10 to v, 40 of ether.
        result.Nodes.Where(node => node.Kind == ContagionNodeKind.Owner).Select(node => (node.Name, node.EquityBeforeUsd)).ShouldBe([("owner:ann", 120), ("owner:bob", 33)]);
        result.DefaultCount.ShouldBe(0);
        network.Nodes.Single(node => node.Name == "owner:ann").RequirementUsd.ShouldBe(40);
        network.Nodes.Single(node => node.Name == "venue:w").ExternalLiabilitiesUsd.ShouldBe(17);
    }

    [Fact]
    public void A_fund_that_is_too_small_leaves_the_owners_of_its_venue_and_their_other_venues_short()
    {
        // Bob is 90 under on v, whose fund holds 20; ann counts on v to pay what she owes w.
        var network = BookNetwork.Of(
            [new("v", 20), new("w", 1)],
            [new("bob", "v", -90, 0, TestNetworks.Nothing), new("ann", "v", 100, 0, TestNetworks.Nothing), new("ann", "w", -60, 0, TestNetworks.Nothing), new("cid", "w", 60, 0, TestNetworks.Nothing)],
            []);
        var result = ContagionRun.Run(network, ContagionShock.None, DefaultCosts.None);
        // v has 20 + 10 for the 100 it owes ann; she hands 30 of 60 on; w has 31 of the 60 it owes cid.
        result.Rounds.Select(round => string.Join(",", round.Defaults)).ShouldBe(["", "owner:bob", "venue:v", "owner:ann", "venue:w"]);
        result.Nodes.Single(node => node.Name == "owner:cid").LossUsd.ShouldBe(29, 1e-12);
        result.LossOf(ContagionNodeKind.Venue).ShouldBe(21, 1e-12);
        result.SystemicLossShare.ShouldBe(1, 1e-12);
    }
}
