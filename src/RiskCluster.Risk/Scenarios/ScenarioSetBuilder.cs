using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Scenarios;

/// <summary>Makes the scenario set of a model from a calibration: grid, tails, joint, then historical (MODEL SCN-1, SCN-2, SCN-4, SCN-5).</summary>
public sealed class ScenarioSetBuilder
{
    private readonly RiskModel model;
    private readonly MarketCalibration calibration;
    private readonly ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<ScenarioKind>.Builder kinds = ImmutableArray.CreateBuilder<ScenarioKind>();
    private readonly Columns[] columns;

    private ScenarioSetBuilder(RiskModel model, MarketCalibration calibration)
    {
        this.model = model;
        this.calibration = calibration;
        columns = [.. calibration.Underlyings.Select(_ => new Columns())];
    }

    /// <summary>The scenarios of a model under a calibration.</summary>
    /// <remarks>Deterministic; exchanging underlyings exchanges columns and changes no scenario but for rounding.</remarks>
    public static ScenarioSet Build(RiskModel model, MarketCalibration calibration)
    {
        var builder = new ScenarioSetBuilder(model, calibration);
        builder.AddGrid();
        builder.AddTails();
        builder.AddJoint();
        builder.AddHistory();
        return new(
            builder.names.ToImmutable(),
            builder.kinds.ToImmutable(),
            model.VolShockScaling,
            [.. calibration.Underlyings.Select((underlying, u) => builder.columns[u].ToShocks(underlying))]);
    }

    private (string Name, double Shock)[] VolMoves() => [("vol up", model.Grid.VolUp), ("vol unchanged", 0), ("vol down", model.Grid.VolDown)];

    /// <summary>Every price move with every vol move: all underlyings together, each by its own range.</summary>
    private void AddGrid()
    {
        foreach (var fraction in model.Grid.PriceMoves)
        {
            var moves = calibration.Ranges.Select(range => fraction * range.Range).ToArray();
            foreach (var (volName, volShock) in VolMoves())
                AddStress(ScenarioName.Grid(calibration.Underlyings, moves, volName), ScenarioKind.Grid, u => 1 + moves[u], volShock, 1);
        }
    }

    private void AddTails()
    {
        foreach (var tail in model.Tails)
            AddStress(ScenarioName.Tail(tail), ScenarioKind.Tail, _ => tail.SpotRatio, tail.VolShock, tail.Dampening);
    }

    private void AddJoint()
    {
        var correlations = new List<(string Stress, CorrelationMatrix Matrix)> { ("", calibration.Correlation) };
        correlations.AddRange(model.Joint.TowardOne.Select(weight => (" corr up", calibration.Correlation.TowardOne(weight))));
        correlations.AddRange(model.Joint.TowardZero.Select(weight => (" corr down", calibration.Correlation.TowardZero(weight))));
        foreach (var (stress, matrix) in correlations)
        {
            foreach (var direction in JointDirection.Of(matrix, model.Joint.Directions))
            {
                var moves = direction.Select((part, u) => part * calibration.Ranges[u].Range).ToArray();
                foreach (var (volName, volShock) in VolMoves())
                    AddStress(ScenarioName.Joint(calibration.Underlyings, moves, stress, volName), ScenarioKind.Joint, u => 1 + moves[u], volShock, 1);
            }
        }
    }

    private void AddHistory()
    {
        foreach (var shock in calibration.History)
        {
            var name = ScenarioName.History(shock);
            Add(name, ScenarioKind.Historical, u => Math.Exp(shock.LogMoves[u]), u => shock.VolShocks[u], model.Historical.HorizonDays, 1);
        }
    }

    // A stress scenario: every underlying has the same vol shock, and time rolls by the grid's horizon.
    private void AddStress(string name, ScenarioKind kind, Func<int, double> spotRatio, double volShock, double dampening) =>
        Add(name, kind, spotRatio, _ => volShock, model.Grid.HorizonDays, dampening);

    private void Add(string name, ScenarioKind kind, Func<int, double> spotRatio, Func<int, double> volShock, double horizonDays, double dampening)
    {
        names.Add(name);
        kinds.Add(kind);
        for (var u = 0; u < columns.Length; u++)
        {
            columns[u].SpotRatio.Add(spotRatio(u));
            columns[u].VolShock.Add(volShock(u));
            columns[u].HorizonYears.Add(horizonDays / 365);
            columns[u].Dampening.Add(dampening);
        }
    }

    private sealed class Columns
    {
        public List<double> SpotRatio { get; } = [];

        public List<double> VolShock { get; } = [];

        public List<double> HorizonYears { get; } = [];

        public List<double> Dampening { get; } = [];

        public UnderlyingShocks ToShocks(string underlying) => new(underlying, [.. SpotRatio], [.. VolShock], [.. HorizonYears], [.. Dampening]);
    }
}
