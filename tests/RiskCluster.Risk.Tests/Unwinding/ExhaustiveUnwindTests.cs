using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.Unwinding;
using static RiskCluster.Risk.Tests.Unwinding.TestUnwinds;

namespace RiskCluster.Risk.Tests.Unwinding;

/// <summary>Plans of small books against every combination of closed shares on a grid, margined and costed by their definitions.</summary>
[Trait("Rule", "SYS-2")]
public sealed class ExhaustiveUnwindTests
{
    private const int GridCells = 10;

    /// <summary>A greedy plan may cost this much more than the best point of the grid.</summary>
    private const double Factor = 1.1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void No_combination_of_shares_is_much_cheaper_than_the_plan_and_none_goes_below_the_bound(int seed)
    {
        var request = Levered([.. Book(seed)], 0.95);
        var plan = UnwindPlanner.Plan(Context, request);
        plan.Status.ShouldBe(UnwindPlanStatus.Recovers);
        var bestUsd = Exhaustive(request);
        plan.Cost.TotalUsd.ShouldBeLessThanOrEqualTo(Factor * bestUsd, $"the grid's best is {bestUsd:N2}, the bound {plan.BestPossibleUsd:N2}");
        plan.BestPossibleUsd.ShouldBeLessThanOrEqualTo(bestUsd * (1 + 1e-9));
        plan.BestPossibleUsd.ShouldBeInRange(0.2 * plan.Cost.TotalUsd, plan.Cost.TotalUsd, "a bound of nothing says nothing");
    }

    /// <summary>Three or four lots on three venues, one instrument each.</summary>
    private static List<AccountPortfolio> Book(int seed)
    {
        var random = new Random(seed);
        var positions = Enumerable.Range(0, 3 + seed % 2).Select(_ => TestBook.RandomPosition(random)).DistinctBy(position => position.Instrument);
        return [.. positions.Select((position, i) => new AccountPortfolio($"v{i % 3}", $"{i}", "owner", 0, [position]))];
    }

    private static double Exhaustive(UnwindRequest request)
    {
        var positions = request.Accounts.Select(account => account.Positions[0]).ToList();
        using var margin = Context.Open(request.Accounts);
        var delta = positions.Select(position => margin.Arrays.DeltaCoin[margin.SlotOf(position.Instrument)]).ToArray();
        var vega = positions.Select(position => margin.Arrays.VegaUsd[margin.SlotOf(position.Instrument)] * Context.Model.Requirement.Unwind!.VolHalfSpread).ToArray();
        var bestUsd = double.PositiveInfinity;
        var cells = (int)Math.Pow(GridCells + 1, positions.Count);
        for (var cell = 0; cell < cells; cell++)
        {
            var rest = cell;
            var shares = positions.Select(_ =>
            {
                var share = (double)(rest % (GridCells + 1)) / GridCells;
                rest /= GridCells + 1;
                return share;
            }).ToArray();
            var costUsd = Enumerable.Range(0, positions.Count).Sum(i => shares[i] * Math.Abs(positions[i].Quantity) * vega[i])
                + Enumerable.Range(0, positions.Count)
                    .GroupBy(i => (request.Accounts[i].Venue, InstrumentName.Parse(positions[i].Instrument).Underlying, positions[i].Quantity * delta[i] > 0))
                    .Sum(side => OrderCostUsd(side.Key.Underlying, side.Sum(i => -shares[i] * positions[i].Quantity * delta[i])));
            if (costUsd >= bestUsd) continue;
            // Lots closed at the mark keep equity; closing takes the haircut off profit, so the cash of each is what its fill brings.
            var accounts = request.Accounts;
            for (var i = 0; i < positions.Count; i++)
                if (shares[i] > 0)
                    accounts = Fill(accounts, new(accounts[i].Venue, accounts[i].Account, positions[i].Instrument, -shares[i] * positions[i].Quantity, 0, 0));
            var left = margin.Figure(margin.Compile("owner", accounts));
            if (GapUsd(left) + costUsd <= 1e-6) bestUsd = costUsd;
        }

        return bestUsd;
    }
}
