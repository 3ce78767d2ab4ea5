using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Scenarios;

/// <summary>Makes the scenario set of a model from a calibration: grid, tails, skew, term, joint, then historical (MODEL SCN-1 to SCN-5).</summary>
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
        builder.AddSkew();
        builder.AddTerm();
        builder.AddJoint();
        builder.AddHistory();
        return new(
            builder.names.ToImmutable(),
            builder.kinds.ToImmutable(),
            model.VolShockScaling,
            [.. calibration.Underlyings.Select((underlying, u) => builder.columns[u].ToShocks(underlying))],
            model.Skew.Rotation,
            model.Term.Tilt);
    }

    private (string Name, double Shock)[] VolMoves() => [("vol up", model.Grid.VolUp), ("vol unchanged", 0), ("vol down", model.Grid.VolDown)];

    /// <summary>Every price move with every vol move: all underlyings together, each by its own range.</summary>
    private void AddGrid()
    {
        foreach (var fraction in model.Grid.PriceMoves)
        {
            var moves = Moves(fraction);
            foreach (var (volName, volShock) in VolMoves())
                AddStress(ScenarioName.Grid(calibration.Underlyings, moves, volName), ScenarioKind.Grid, u => 1 + moves[u], volShock, 1);
        }
    }

    private void AddTails()
    {
        foreach (var tail in model.Tails)
            AddStress(ScenarioName.Tail(tail), ScenarioKind.Tail, _ => tail.SpotRatio, tail.VolShock, tail.Dampening);
    }

    /// <summary>LINEAR and ABS, each both ways, all expiries rotating together: a scenario stays one row, linear in the lots.</summary>
    private void AddSkew()
    {
        (string Name, VolTilt Tilt)[] rotations = [("linear +", new(1, 0, 0)), ("linear -", new(-1, 0, 0)), ("abs +", new(0, 1, 0)), ("abs -", new(0, -1, 0))];
        foreach (var moves in model.Skew.PriceMoves.Select(Moves))
            foreach (var (name, tilt) in rotations)
                AddStress(ScenarioName.Skew(calibration.Underlyings, moves, name), ScenarioKind.Skew, u => 1 + moves[u], 0, 1, tilt);
    }

    private void AddTerm()
    {
        (string Name, VolTilt Tilt)[] tilts = [("front up, back down", new(0, 0, 1)), ("front down, back up", new(0, 0, -1))];
        foreach (var moves in model.Term.PriceMoves.Select(Moves))
            foreach (var (name, tilt) in tilts)
                AddStress(ScenarioName.Term(calibration.Underlyings, moves, name), ScenarioKind.Term, u => 1 + moves[u], 0, 1, tilt);
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

    /// <summary>The same fraction of every underlying's own range.</summary>
    private double[] Moves(double fraction) => [.. calibration.Ranges.Select(range => fraction * range.Range)];

    // A stress scenario: every underlying has the same vol shock, and time rolls by the grid's horizon.
    private void AddStress(string name, ScenarioKind kind, Func<int, double> spotRatio, double volShock, double dampening, VolTilt tilt = default) =>
        Add(name, kind, spotRatio, _ => volShock, model.Grid.HorizonDays, dampening, tilt);

    private void Add(
        string name, ScenarioKind kind, Func<int, double> spotRatio, Func<int, double> volShock, double horizonDays, double dampening, VolTilt tilt = default)
    {
        names.Add(name);
        kinds.Add(kind);
        for (var u = 0; u < columns.Length; u++)
        {
            columns[u].SpotRatio.Add(spotRatio(u));
            columns[u].VolShock.Add(volShock(u));
            columns[u].HorizonYears.Add(horizonDays / 365);
            columns[u].Dampening.Add(dampening);
            columns[u].Tilt.Add(tilt);
        }
    }

    /// <summary>Shares of the rotations and of the tilt, as <see cref="UnderlyingShocks"/> has them.</summary>
    private readonly record struct VolTilt(double Linear, double Abs, double Term);

    private sealed class Columns
    {
        public List<double> SpotRatio { get; } = [];

        public List<double> VolShock { get; } = [];

        public List<double> HorizonYears { get; } = [];

        public List<double> Dampening { get; } = [];

        public List<VolTilt> Tilt { get; } = [];

        public UnderlyingShocks ToShocks(string underlying) => new(underlying, [.. SpotRatio], [.. VolShock], [.. HorizonYears], [.. Dampening])
        {
            SkewLinear = [.. Tilt.Select(tilt => tilt.Linear)],
            SkewAbs = [.. Tilt.Select(tilt => tilt.Abs)],
            Term = [.. Tilt.Select(tilt => tilt.Term)],
        };
    }
}
