using System.Collections.Immutable;

namespace RiskCluster.Risk.Scenarios;

/// <summary>The scenarios of one margin cycle, the same S for every underlying, so that a joint move is one column across them all.</summary>
/// <remarks>Order: all stress scenarios (grid, tails, skew, term, joint), then all historical ones. Immutable by convention: nobody writes into the columns.</remarks>
public sealed class ScenarioSet
{
    private readonly Dictionary<string, UnderlyingShocks> byUnderlying;

    /// <summary>A set from its columns.</summary>
    /// <param name="names">Shape [S]: what to call each scenario when explaining.</param>
    /// <param name="kinds">Shape [S]: stress kinds first, historical last.</param>
    /// <param name="scaling">How vol shocks scale with maturity.</param>
    /// <param name="shocks">One entry an underlying, each with columns of length S.</param>
    /// <param name="skew">How far wings rotate; null when none does.</param>
    /// <param name="term">How far front and back part; null when they do not.</param>
    /// <exception cref="ArgumentException">Columns of unequal length, a stress scenario after a historical one, or a value outside its range.</exception>
    public ScenarioSet(
        ImmutableArray<string> names,
        ImmutableArray<ScenarioKind> kinds,
        VolShockScaling scaling,
        ImmutableArray<UnderlyingShocks> shocks,
        SkewRotation? skew = null,
        TermTilt? term = null)
    {
        Names = names;
        Kinds = kinds;
        Scaling = scaling;
        Skew = skew ?? SkewRotation.None;
        Term = term ?? TermTilt.None;
        Shocks = shocks;
        StressCount = kinds.TakeWhile(kind => kind != ScenarioKind.Historical).Count();
        if (names.Length != kinds.Length) throw new ArgumentException($"{names.Length} names for {kinds.Length} scenarios", nameof(names));
        if (kinds.Skip(StressCount).Any(kind => kind != ScenarioKind.Historical)) throw new ArgumentException("a stress scenario follows a historical one", nameof(kinds));
        foreach (var shock in shocks) Check(shock, kinds.Length);
        byUnderlying = shocks.ToDictionary(shock => shock.Underlying);
    }

    /// <summary>Shape [S].</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Shape [S].</summary>
    public ImmutableArray<ScenarioKind> Kinds { get; }

    /// <summary>How vol shocks scale with maturity.</summary>
    public VolShockScaling Scaling { get; }

    /// <summary>How far wings rotate where a scenario says so.</summary>
    public SkewRotation Skew { get; }

    /// <summary>How far front and back expiries part where a scenario says so.</summary>
    public TermTilt Term { get; }

    /// <summary>One entry an underlying.</summary>
    public ImmutableArray<UnderlyingShocks> Shocks { get; }

    /// <summary>SHA-256 of everything that makes the set: equal sets have equal hashes, wherever they were made. 64 lower-case hexadecimal digits.</summary>
    public string ContentHash => field ??= ScenarioSetHash.Of(this);

    /// <summary>S, the number of scenarios.</summary>
    public int Count => Kinds.Length;

    /// <summary>How many of them, from the front, are stress scenarios whose worst counts; the rest are historical.</summary>
    public int StressCount { get; }

    /// <summary>The columns of an underlying.</summary>
    /// <exception cref="KeyNotFoundException">The set was not made for it.</exception>
    public UnderlyingShocks For(string underlying) => byUnderlying[underlying];

    private static void Check(UnderlyingShocks shocks, int count)
    {
        double[][] columns = [shocks.SpotRatio, shocks.VolShock, shocks.HorizonYears, shocks.Dampening, shocks.SkewLinear, shocks.SkewAbs, shocks.Term];
        if (columns.Any(column => column.Length != count)) throw new ArgumentException($"{shocks.Underlying}: a column is not of length {count}", nameof(shocks));
        if (columns.Any(column => column.Any(value => !double.IsFinite(value)))) throw new ArgumentException($"{shocks.Underlying}: a column is not finite", nameof(shocks));
        if (shocks.SpotRatio.Any(value => value <= 0)) throw new ArgumentException($"{shocks.Underlying}: a spot ratio is not positive", nameof(shocks));
        if (shocks.HorizonYears.Any(value => value < 0)) throw new ArgumentException($"{shocks.Underlying}: a horizon is negative", nameof(shocks));
    }
}
