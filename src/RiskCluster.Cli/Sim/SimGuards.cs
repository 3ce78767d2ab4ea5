using RiskCluster.Cli.Input;
using RiskCluster.Runtime.Simulation;

namespace RiskCluster.Cli.Sim;

/// <summary>The guards by name, and how soon the simulation misses each.</summary>
public static class SimGuards
{
    private const int Rounds = 7;
    private const int MostSeeds = 400;

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<Guard>().Where(guard => guard != Guard.None).Select(guard => NameOf(guard))];

    /// <summary>A name: its words with hyphens.</summary>
    public static string NameOf(Enum guard) => string.Concat(guard.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : $"{c}"));

    /// <summary>The guard of a name; none for null.</summary>
    public static Guard Parse(string? name)
    {
        if (name is null) return Guard.None;
        foreach (var guard in Enum.GetValues<Guard>())
            if (guard != Guard.None && NameOf(guard) == name) return guard;
        throw new InputException("--guard-off", "", $"'{name}' is not one of {string.Join(", ", Names)}");
    }

    /// <summary>Does without each guard, from several first seeds on, until an invariant breaks.</summary>
    public static IReadOnlyList<SimGuardRow> Measure(int threads)
    {
        var guards = Enum.GetValues<Guard>().Where(guard => guard != Guard.None).ToList();
        var rows = new SimGuardRow[guards.Count];
        Parallel.For(0, guards.Count, new() { MaxDegreeOfParallelism = threads }, i => rows[i] = Measure(guards[i]));
        return rows;
    }

    private static SimGuardRow Measure(Guard guard)
    {
        var needed = new List<int>();
        var invariants = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            var first = 1 + (round * MostSeeds);
            var found = Enumerable.Range(first, MostSeeds).Select(seed => Simulator.Run(seed, guard)).FirstOrDefault(result => result.Violation is not null);
            if (found is null) continue;
            needed.Add(found.Seed - first + 1);
            var invariant = found.Violation!.Invariant;
            invariants[invariant] = invariants.GetValueOrDefault(invariant) + 1;
        }

        needed.Sort();
        return new(guard, Rounds, needed.Count, needed.Count == 0 ? null : needed[needed.Count / 2], invariants.Count == 0 ? null : invariants.MaxBy(item => item.Value).Key);
    }
}
