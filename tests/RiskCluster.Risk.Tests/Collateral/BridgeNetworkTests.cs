using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Tests.Liquidity;

namespace RiskCluster.Risk.Tests.Collateral;

[Trait("Rule", "COL-2")]
public sealed class BridgeNetworkTests
{
    // Direct is fast and dear; through b cheap and slow; through c in between.
    private static readonly ChainBridge[] Bridges =
    [
        new("a", "z", 0.5, 0.10), new("a", "b", 20, 0.01), new("b", "z", 10, 0.01), new("a", "c", 2, 0.02), new("c", "z", 3, 0.03),
        new("z", "a", 1, 0), new("a", "d", 0, 1), new("d", "z", 0, 0),
    ];

    // 1 - 0.99^2 = 0.0199 in 30 h; 1 - 0.98 x 0.97 = 0.0494 in 5 h; 0.1 in 0.5 h.
    [Theory]
    [InlineData(100, "a > b > z", 30, 0.0199)]
    [InlineData(30, "a > b > z", 30, 0.0199)]
    [InlineData(29.9, "a > c > z", 5, 0.0494)]
    [InlineData(4.9, "a > z", 0.5, 0.10)]
    public void The_cheapest_route_in_time_is_taken(double horizonHours, string name, double latencyHours, double haircut)
    {
        var route = new BridgeNetwork(Bridges).FindRoute("a", "z", horizonHours).ShouldNotBeNull();
        route.Name.ShouldBe(name);
        route.LatencyHours.ShouldBe(latencyHours);
        route.Haircut.ShouldBe(haircut, 1e-12);
    }

    // The cheapest way to m takes 9 of 10 hours, so that only the dearer one, in 1, leaves the 2 that the last bridge takes.
    [Fact]
    public void A_cheap_slow_way_to_a_chain_does_not_hide_a_dear_fast_one()
    {
        var network = new BridgeNetwork([new("a", "b", 5, 0), new("b", "m", 4, 0), new("a", "m", 1, 0.1), new("m", "z", 2, 0.01)]);
        network.FindRoute("a", "z", 10).ShouldNotBeNull().Name.ShouldBe("a > m > z");
        network.FindRoute("a", "z", 11).ShouldNotBeNull().Name.ShouldBe("a > b > m > z");
    }

    [Fact]
    public void What_cannot_arrive_has_no_route()
    {
        var network = new BridgeNetwork(Bridges);
        network.FindRoute("a", "z", 0.4).ShouldBeNull();
        network.FindRoute("a", "nowhere", 100).ShouldBeNull();
        network.FindRoute("nowhere", "z", 100).ShouldBeNull();
        network.FindRoute("a", "d", 100).ShouldBeNull("a bridge that loses everything is none");
        network.FindRoute("b", "a", 10).ShouldBeNull("a bridge leads one way");
        network.FindRoute("b", "a", 11).ShouldNotBeNull().Name.ShouldBe("b > z > a");
    }

    [Fact]
    public void What_is_there_already_needs_no_bridge()
    {
        var route = new BridgeNetwork([]).FindRoute("z", "z", 0).ShouldNotBeNull();
        (route.Name, route.LatencyHours, route.Haircut).ShouldBe(("z", 0, 0));
    }

    [Fact]
    public void Ties_go_to_the_faster_then_the_shorter_then_the_first_by_name()
    {
        static string Best(params ChainBridge[] bridges) => new BridgeNetwork(bridges.Reverse()).FindRoute("a", "z", 10)!.Name;
        Best(new("a", "b", 1, 0), new("b", "z", 1, 0), new("a", "c", 1, 0), new("c", "z", 0.5, 0)).ShouldBe("a > c > z");
        Best(new("a", "b", 1, 0), new("b", "z", 1, 0), new("a", "z", 2, 0)).ShouldBe("a > z");
        Best(new("a", "c", 1, 0), new("c", "z", 1, 0), new("a", "b", 1, 0), new("b", "z", 1, 0)).ShouldBe("a > b > z");
    }

    [Fact]
    public void The_route_is_the_best_of_all_that_there_are() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            return Enumerable.Range(0, 10).All(_ =>
            {
                var bridges = RandomBridges(random);
                var horizon = 30 * random.NextDouble();
                var best = Kept(bridges, ["0"], 1, horizon);
                var route = new BridgeNetwork(bridges).FindRoute("0", "4", horizon);
                return route is null ? best == 0 : Math.Abs(1 - route.Haircut - best) <= 1e-12 && route.LatencyHours <= horizon;
            });
        }));

    [Fact]
    public void A_worse_route_changes_nothing_and_a_longer_horizon_never_costs() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var bridges = RandomBridges(random);
            var route = new BridgeNetwork(bridges).FindRoute("0", "4", 20);
            if (route is null) return true;
            var worse = new ChainBridge("0", "4", Math.Min(8760, route.LatencyHours + 1), Math.Min(1, route.Haircut + 1e-6));
            var with = new BridgeNetwork([.. bridges, worse]).FindRoute("0", "4", 20)!;
            return with.Name == route.Name && with.Haircut == route.Haircut && new BridgeNetwork(bridges).FindRoute("0", "4", 25)!.Haircut <= route.Haircut;
        }));

    [Fact]
    public void A_bridge_has_bounds()
    {
        ParameterProbe.Check("LatencyHours", ChainBridge.LatencyHoursBounds, value => new ChainBridge("a", "b", value, 0.1), bridge => bridge.LatencyHours);
        ParameterProbe.Check("Haircut", ChainBridge.HaircutBounds, value => new ChainBridge("a", "b", 1, value), bridge => bridge.Haircut);
        Should.Throw<ArgumentException>(() => new ChainBridge("a", "a", 1, 0)).ParamName.ShouldBe("ToChain");
        Should.Throw<ArgumentOutOfRangeException>(() => new BridgeNetwork([]).FindRoute("a", "b", -1)).ParamName.ShouldBe("horizonHours");
        Should.Throw<ArgumentOutOfRangeException>(() => new CollateralNeed("a", double.NaN)).ParamName.ShouldBe("HorizonHours");
    }

    private static ChainBridge[] RandomBridges(Random random) =>
        [.. from start in Enumerable.Range(0, 5) from end in Enumerable.Range(0, 5) where start != end && random.Next(3) > 0
            select new ChainBridge($"{start}", $"{end}", 15 * random.NextDouble(), 0.3 * random.NextDouble())];

    // Every path, the slow way.
    private static double Kept(ChainBridge[] bridges, string[] path, double kept, double hoursLeft) =>
        path[^1] == "4" ? kept : bridges
            .Where(bridge => bridge.FromChain == path[^1] && !path.Contains(bridge.ToChain) && bridge.LatencyHours <= hoursLeft)
            .Select(bridge => Kept(bridges, [.. path, bridge.ToChain], kept * (1 - bridge.Haircut), hoursLeft - bridge.LatencyHours))
            .DefaultIfEmpty(0).Max();
}
