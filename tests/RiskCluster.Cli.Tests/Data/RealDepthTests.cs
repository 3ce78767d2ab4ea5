using System.Collections.Immutable;
using RiskCluster.Cli.Data;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Tests;
using Xunit.Abstractions;

namespace RiskCluster.Cli.Tests.Data;

/// <summary>Four real books of 2024-08-08, and the depth bands that were computed from the same feeds by someone else.</summary>
public sealed class RealDepthTests(ITestOutputHelper output)
{
    /// <summary>Market, USD of a contract where it is settled in coin, and how far the bands of a tenth of a second later may differ from the book.</summary>
    private static readonly (string Name, double? ContractUsd, double Tolerance)[] Markets =
        [("BTCUSDT", null, 0.01), ("BTCUSD_PERP", 100, 0.08), ("ETHUSDT", null, 0.02), ("ETHUSD_PERP", 10, 1e-9)];

    private static readonly double[] Distances = [0.0005, 0.001, 0.0025, 0.005, 0.01];
    private static readonly DepthSide[] Sides = [DepthSide.Bids, DepthSide.Asks];

    [SharedDataFact]
    [Trait("Rule", "MKT-1")]
    public void A_book_holds_what_its_bands_say()
    {
        foreach (var (name, contractUsd, tolerance) in Markets)
        {
            var (book, bands) = (Book(name, contractUsd), Bands(name)[0].Depth);
            book.MidUsd.ShouldBe(bands.MidUsd);
            book.HalfSpread.ShouldBe(bands.HalfSpread);
            foreach (var side in Sides)
                foreach (var distance in Distances)
                    book.UsdWithin(side, distance).ShouldBe(bands.UsdWithin(side, distance), tolerance * bands.UsdWithin(side, distance), $"{name} {side} {distance}");
        }
    }

    [SharedDataFact]
    [Trait("Rule", "MKT-1")]
    public void Quantities_of_coin_settled_markets_are_contracts() =>
        DepthBookCsv.Read(BookFile("ETHUSD_PERP")).UsdWithin(DepthSide.Bids, 0.001).ShouldBeGreaterThan(100 * Bands("ETHUSD_PERP")[0].Depth.UsdWithin(DepthSide.Bids, 0.001));

    [SharedDataFact]
    [Trait("Rule", "MRG-5")]
    public void Filling_what_lies_within_ten_basis_points_costs_less_than_ten()
    {
        foreach (var (name, contractUsd, _) in Markets)
            foreach (var side in Sides)
            {
                var (book, bands) = (Book(name, contractUsd), Bands(name)[0].Depth);
                var coin = book.CoinWithin(side, 0.001);
                book.CostFraction(side, coin).ShouldBeInRange(book.HalfSpread, 0.001);
                // The bands spread their coins evenly where the book has them level by level.
                book.CostFraction(side, coin).ShouldBe(bands.CostFraction(side, coin), 0.0001);
                output.WriteLine(FormattableString.Invariant($"{name} {side}: {coin:F1} coins within 10 bps cost {1e4 * book.CostFraction(side, coin):F2} bps, by bands {1e4 * bands.CostFraction(side, coin):F2}"));
            }
    }

    [SharedDataFact]
    [Trait("Rule", "MRG-5")]
    public void The_cost_of_every_real_book_rises_ever_faster()
    {
        foreach (var (name, contractUsd, _) in Markets)
            foreach (var depth in Bands(name).Select(row => row.Depth).Append(Book(name, contractUsd)))
                foreach (var side in Sides)
                {
                    var step = depth.SeenCoin(side) / 50;
                    var costs = Enumerable.Range(0, 200).Select(i => depth.CostUsd(side, i * step)).ToArray();
                    costs[0].ShouldBe(0);
                    for (var i = 2; i < costs.Length; i++) (costs[i] - costs[i - 1]).ShouldBeGreaterThanOrEqualTo(costs[i - 1] - costs[i - 2] - 1e-9 * costs[i]);
                    costs[1].ShouldBeGreaterThan(0);
                }
    }

    [SharedDataFact]
    [Trait("Rule", "MRG-5")]
    public void A_large_position_in_a_real_book_takes_longer_and_costs_more_a_coin()
    {
        var rule = new UnwindRule(1, 3, 3, new(1, 30, 0.1, 0.001, 24), new(0.05, 1, 2, 0.2));
        var market = new UnwindMarket(Book("BTCUSDT", null), VolDaily: 0.03, VolumeCoinPerDay: 200_000, OpenInterestCoin: 80_000, VolRegime: 1, CongestionFactor: 1);
        var (small, large) = (rule.Of(market, new(1)), rule.Of(market, new(20_000)));
        foreach (var cost in new[] { small, large })
            output.WriteLine(FormattableString.Invariant(
                $"{cost.NetDeltaCoin} BTC: {1e4 * cost.TotalUsd / cost.NotionalUsd:F2} bps, spread {cost.HalfSpreadUsd:F2}, walk {cost.WalkUsd:F0}, impact {cost.ImpactUsd:F0}, concentration {cost.ConcentrationUsd:F0} USD, {cost.Horizon.Days:F2} days by {cost.Horizon.Limit}"));
        small.Horizon.Limit.ShouldBe(HorizonLimit.Base);
        large.Horizon.Limit.ShouldBe(HorizonLimit.Depth);
        large.Horizon.ScanScale.ShouldBeGreaterThan(2);
        (large.TotalUsd / large.NotionalUsd).ShouldBeGreaterThan(10 * small.TotalUsd / small.NotionalUsd);
    }

    private static DepthProfile Book(string name, double? contractUsd) => DepthBookCsv.Read(BookFile(name), contractUsd);

    private static string BookFile(string name) => Directory.GetFiles(Path.Combine(SharedData.Folder, "depth"), $"{name}_snapshot_*").ShouldHaveSingleItem();

    private static ImmutableArray<(UnixTime AsOf, DepthProfile Depth)> Bands(string name)
    {
        var rows = DepthBandsCsv.Read(Directory.GetFiles(Path.Combine(SharedData.Folder, "depth"), $"{name}_depth_10s_*").ShouldHaveSingleItem());
        rows.Length.ShouldBe(35);
        return rows;
    }
}
