using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Tests.Calibration;
using RiskCluster.Risk.Tests.Margin;

namespace RiskCluster.Risk.Tests.Scenarios;

public sealed class ScenarioSetBuilderTests
{
    private static readonly RiskModel Model = RiskModel.Load("riskcluster-1");
    private static readonly MarketCalibration Calibration =
        Calibrator.Calibrate(Model, SyntheticHistory.Make(900, hasVolIndex: true), ["AAA", "BBB"], SyntheticHistory.AfterClose(899));

    private static readonly ScenarioSet Set = ScenarioSetBuilder.Build(Model, Calibration);

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void The_grid_is_every_price_move_with_every_vol_move()
    {
        var grid = Indices(ScenarioKind.Grid);
        grid.Length.ShouldBe(Model.Grid.PriceMoves.Length * 3);
        var expected = from fraction in Model.Grid.PriceMoves from vol in new[] { Model.Grid.VolUp, 0, Model.Grid.VolDown } select (fraction, vol);
        foreach (var range in Calibration.Ranges)
        {
            var shocks = Set.For(range.Underlying);
            grid.Zip(expected).ShouldAllBe(pair =>
                Math.Abs(shocks.SpotRatio[pair.First] - (1 + pair.Second.fraction * range.Range)) < 1e-15 && shocks.VolShock[pair.First] == pair.Second.vol
                && shocks.Dampening[pair.First] == 1 && shocks.HorizonYears[pair.First] == Model.Grid.HorizonDays / 365);
        }
    }

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void A_vol_shock_scales_with_maturity_by_both_powers_above_a_floor()
    {
        var scaling = Model.VolShockScaling;
        scaling.Factor(30 / 365.0).ShouldBe(1, 1e-12);
        scaling.Factor(7.5 / 365.0).ShouldBe(Math.Pow(4, 0.3), 1e-12);
        scaling.Factor(120 / 365.0).ShouldBe(Math.Pow(0.25, 0.13), 1e-12);
        scaling.Factor(0.01 / 365.0).ShouldBe(scaling.Factor(1 / 365.0));
    }

    [Fact]
    [Trait("Rule", "SCN-2")]
    public void Tails_move_everything_far_and_count_in_part()
    {
        var tails = Indices(ScenarioKind.Tail);
        tails.Length.ShouldBe(Model.Tails.Length);
        foreach (var shocks in Set.Shocks)
        {
            tails.Select(s => shocks.SpotRatio[s]).ShouldBe(Model.Tails.Select(tail => tail.SpotRatio));
            tails.Select(s => shocks.VolShock[s]).ShouldBe(Model.Tails.Select(tail => tail.VolShock));
            tails.Select(s => shocks.Dampening[s]).ShouldBe(Model.Tails.Select(tail => tail.Dampening));
        }
    }

    [Fact]
    [Trait("Rule", "SCN-4")]
    public void Joint_moves_go_down_up_and_apart_and_never_beyond_the_range()
    {
        var joint = Indices(ScenarioKind.Joint);
        joint.Length.ShouldBe(3 * 8 * 3);
        var moves = joint.Select(s => Calibration.Ranges.Select(range => (Set.For(range.Underlying).SpotRatio[s] - 1) / range.Range).ToArray()).ToArray();
        moves.ShouldContain(move => move[0] > 0.7 && move[1] > 0.7);
        moves.ShouldContain(move => move[0] < -0.7 && move[1] < -0.7);
        moves.ShouldContain(move => move[0] > 0.2 && move[1] < -0.2);
        moves.ShouldContain(move => move[0] < -0.2 && move[1] > 0.2);
        moves.ShouldAllBe(move => move.All(part => Math.Abs(part) <= 1 + 1e-12));
        joint.Select(s => Set.Shocks[0].VolShock[s]).Distinct().Order().ShouldBe([Model.Grid.VolDown, 0, Model.Grid.VolUp]);
    }

    [Fact]
    [Trait("Rule", "SCN-4")]
    public void Every_joint_direction_lies_on_the_ellipsoid_of_its_correlation()
    {
        var correlation = new CorrelationMatrix(new[,] { { 1, 0.8, 0.3 }, { 0.8, 1, 0.1 }, { 0.3, 0.1, 1 } });
        var directions = JointDirection.Of(correlation, JointDirections.AxesAndPairs).ToArray();
        directions.Length.ShouldBe(2 * 3 * 3);
        JointDirection.Of(correlation, JointDirections.Axes).Count().ShouldBe(2 * 3);
        var inverse = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(3, 3, (i, j) => correlation[i, j]).Inverse();
        foreach (var direction in directions)
        {
            var vector = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfEnumerable(direction);
            (vector * inverse * vector).ShouldBe(1, 1e-9);
        }
    }

    [Fact]
    [Trait("Rule", "SCN-5")]
    public void History_moves_all_underlyings_by_the_same_day()
    {
        Set.Count.ShouldBe(Set.StressCount + Calibration.History.Length);
        for (var h = 0; h < Calibration.History.Length; h++)
        {
            var shock = Calibration.History[h];
            for (var u = 0; u < 2; u++)
            {
                Set.Shocks[u].SpotRatio[Set.StressCount + h].ShouldBe(Math.Exp(shock.LogMoves[u]));
                Set.Shocks[u].VolShock[Set.StressCount + h].ShouldBe(shock.VolShocks[u]);
            }
        }
    }

    [Fact]
    [Trait("Rule", "SCN-5")]
    public void The_order_is_grid_tails_skew_term_joint_history() =>
        Set.Kinds.Distinct().ShouldBe([ScenarioKind.Grid, ScenarioKind.Tail, ScenarioKind.Skew, ScenarioKind.Term, ScenarioKind.Joint, ScenarioKind.Historical]);

    [Fact]
    [Trait("Rule", "SCN-3")]
    public void Wings_rotate_both_ways_and_the_front_parts_from_the_back_at_every_price_move_and_nowhere_else()
    {
        (double, double, double)[] rotations = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0)];
        (double, double, double)[] tilts = [(0, 0, 1), (0, 0, -1)];
        var expected = Model.Skew.PriceMoves.SelectMany(move => rotations.Select(shares => (move, shares)))
            .Concat(Model.Term.PriceMoves.SelectMany(move => tilts.Select(shares => (move, shares)))).ToArray();
        int[] indices = [.. Indices(ScenarioKind.Skew), .. Indices(ScenarioKind.Term)];
        indices.Length.ShouldBe(expected.Length);
        foreach (var range in Calibration.Ranges)
        {
            var shocks = Set.For(range.Underlying);
            (double, double, double) Shares(int s) => (shocks.SkewLinear[s], shocks.SkewAbs[s], shocks.Term[s]);
            foreach (var (s, (move, shares)) in indices.Zip(expected))
            {
                shocks.SpotRatio[s].ShouldBe(1 + move * range.Range, 1e-15);
                Shares(s).ShouldBe(shares);
                (shocks.VolShock[s], shocks.Dampening[s], shocks.HorizonYears[s]).ShouldBe((0, 1, Model.Grid.HorizonDays / 365));
            }

            foreach (var s in Enumerable.Range(0, Set.Count).Except(indices)) Shares(s).ShouldBe((0, 0, 0));
        }

        (Set.Skew, Set.Term).ShouldBe((Model.Skew.Rotation, Model.Term.Tilt));
    }

    [Fact]
    [Trait("Rule", "SCN-3")]
    public void A_model_may_leave_skew_and_term_out() =>
        ScenarioSetBuilder.Build(RiskModel.Parse(ModelText.With("skew.price_moves", "[]")), Calibration).Kinds.ShouldNotContain(ScenarioKind.Skew);

    [Theory]
    [InlineData("skew.linear_cap")]
    [InlineData("skew.linear_cap_scale")]
    [InlineData("skew.abs_cap")]
    [InlineData("skew.abs_cap_scale")]
    [InlineData("skew.minimal_width")]
    [InlineData("skew.width")]
    [InlineData("term.front")]
    [InlineData("term.back")]
    [InlineData("term.pivot_days")]
    [Trait("Rule", "SCN-3")]
    public void The_hash_of_a_set_tells_every_parameter_of_skew_and_term(string path) =>
        ScenarioSetBuilder.Build(ModelText.Model(path, 0.07), Calibration).ContentHash.ShouldNotBe(Set.ContentHash);

    [Fact]
    [Trait("Rule", "SCN-4")]
    public void Exchanging_underlyings_exchanges_columns_and_no_scenario()
    {
        ImmutableArray<string> names = ["AAA", "BBB", "CCC"];
        var history = SyntheticHistory.Make(500, underlyings: names);
        var asOf = SyntheticHistory.AfterClose(499);
        var straight = ScenarioSetBuilder.Build(Model, Calibrator.Calibrate(Model, history, names, asOf));
        var turned = ScenarioSetBuilder.Build(Model, Calibrator.Calibrate(Model, history, ["CCC", "AAA", "BBB"], asOf));
        Rows(turned, names).ShouldBe(Rows(straight, names));
    }

    [Fact]
    public void Names_say_what_moves()
    {
        Set.Names[0].ShouldBe("grid -15.0 % vol up");
        var apart = Calibration with { Ranges = [Calibration.Ranges[0], Calibration.Ranges[1] with { Range = 0.2 }] };
        ScenarioSetBuilder.Build(Model, apart).Names[0].ShouldBe("grid AAA -15.0 % BBB -20.0 % vol up");
        Set.Names.ShouldContain("grid 0.0 % vol unchanged");
        Set.Names.ShouldContain("tail -66.0 % vol +50.0 % x 0.12");
        Set.Names.ShouldContain("skew linear + -7.5 %");
        Set.Names.ShouldContain("skew abs -");
        Set.Names.ShouldContain("term front up, back down");
        Set.Names.ShouldContain("term front down, back up +7.5 %");
        Set.Names.ShouldContain("history 2020-03-12 (March 2020)");
        Set.Names[Indices(ScenarioKind.Joint)[0]].ShouldMatch(@"^joint AAA [+-]\d+\.\d % BBB [+-]\d+\.\d % vol up$");
    }

    private static int[] Indices(ScenarioKind kind) => [.. Enumerable.Range(0, Set.Count).Where(s => Set.Kinds[s] == kind)];

    // Scenarios as texts to nine digits, in an order of their own.
    private static string[] Rows(ScenarioSet set, ImmutableArray<string> underlyings) =>
        [.. Enumerable.Range(0, set.Count)
            .Select(s => string.Join(' ', underlyings.Select(set.For).Select(item => FormattableString.Invariant($"{item.SpotRatio[s]:f9} {item.VolShock[s]:f9}")).Append($"{set.Kinds[s]}")))
            .Order(StringComparer.Ordinal)];
}
