using MathNet.Numerics.LinearAlgebra;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Tests.Calibration;
using RiskCluster.Risk.Tests.Engine;

namespace RiskCluster.Risk.Tests.Scenarios;

/// <summary>What skew and term are for: books that are hedged against every other stress scenario of the shipped model.</summary>
public sealed class HedgedBookTests
{
    private static readonly RiskModel Model = RiskModel.Load("riskcluster-1");
    private static readonly ScenarioSet Set = ScenarioSetBuilder.Build(
        Model, Calibrator.Calibrate(Model, SyntheticHistory.Make(400, underlyings: ["BTC", "ETH"]), ["BTC", "ETH"], SyntheticHistory.AfterClose(399)));

    private static readonly Matrix<double> Rows = Matrix<double>.Build.DenseOfRowArrays(OptionRows());

    public static TheoryData<string> Names() =>
        [.. Enumerable.Range(0, Set.Count).Where(s => Set.Kinds[s] is ScenarioKind.Skew or ScenarioKind.Term).Select(s => Set.Names[s])];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "SCN-3")]
    public void A_book_that_nothing_else_hurts_is_charged_by_skew_or_term(string name)
    {
        var pnl = (Hedged(Set.Names.IndexOf(name)) * Rows).ToArray();
        var losses = Enumerable.Range(0, Set.StressCount).ToLookup(s => Set.Kinds[s] is ScenarioKind.Skew or ScenarioKind.Term, s => -pnl[s]);
        losses[true].Max().ShouldBeGreaterThan(2 * losses[false].Max(), name);
        Set.Kinds[Requirement.Of(pnl, Set.StressCount, Model.Requirement, 0).WorstScenario].ShouldBeOneOf(ScenarioKind.Skew, ScenarioKind.Term);
    }

    /// <summary>Lots that lose 1 USD in a scenario and, in least squares, as little as can be in those of other kinds.</summary>
    private static Vector<double> Hedged(int scenario)
    {
        var others = Rows.SubMatrix(0, Rows.RowCount, 0, Set.StressCount).EnumerateColumns().Where((_, s) => Set.Kinds[s] is not (ScenarioKind.Skew or ScenarioKind.Term));
        var matrix = Matrix<double>.Build.DenseOfColumnVectors(others);
        var penalty = Matrix<double>.Build.DenseIdentity(Rows.RowCount) * 1e-4 * Rows.RowNorms(2).Maximum();
        var lots = -(matrix * matrix.Transpose() + penalty).Solve(Rows.Column(scenario));
        return lots / Math.Abs(lots * Rows.Column(scenario));
    }

    private static double[][] OptionRows()
    {
        var options = TestBook.Instruments.Where(item => item is { Underlying: "BTC", IsOption: true, Settlement: Settlement.Linear } || item.Name == "BTC_USDC-PERPETUAL");
        using var arrays = new RiskArrays([.. options], Set);
        arrays.Refill(TestBook.Markets()[0]);
        return [.. Enumerable.Range(0, arrays.InstrumentCount).Select(slot =>
        {
            var row = new double[Set.Count];
            arrays.FillDoubleRow(slot, row);
            return row;
        })];
    }
}
