using System.Globalization;
using RiskCluster.Cli.Input;
using RiskCluster.Runtime.Simulation.Unwinds;

namespace RiskCluster.Cli.Sim;

/// <summary>Kills nodes at every step of an unwind, for each trouble that keepers and venues make, and prints what came of it.</summary>
public static class SimUnwinds
{
    /// <summary>Names of the guards that can be left out.</summary>
    public static IReadOnlyList<string> GuardNames { get; } = [.. Enum.GetValues<UnwindGuard>().Where(guard => guard != UnwindGuard.None).Select(guard => SimGuards.NameOf(guard))];

    /// <summary>Runs all troubles, several at a time, and prints a row for each.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="seed">Decides in which order ready tasks run.</param>
    /// <param name="guardOff">Name of a guard to do without; null for none.</param>
    /// <param name="threads">Troubles at a time.</param>
    /// <returns>0 when nothing was broken.</returns>
    /// <exception cref="InputException">There is no such guard.</exception>
    public static int Print(TextWriter output, int seed, string? guardOff, int threads)
    {
        ArgumentNullException.ThrowIfNull(output);
        var off = Parse(guardOff);
        var troubles = Enum.GetValues<UnwindTrouble>();
        var rows = new UnwindCrashRow[troubles.Length];
        Parallel.For(0, troubles.Length, new() { MaxDegreeOfParallelism = threads }, i => rows[i] = UnwindCrashes.Run(troubles[i], seed, off));
        Line(output, $"{"trouble",-24} {"appends",8} {"crashes",8} {"runs",6} {"double fills",13} {"orphans",8} {"raising fills",14} {"largest error USD",18} {"not ended",10} {"most rounds",12}");
        foreach (var row in rows)
            Line(output, $"{SimGuards.NameOf(row.Trouble),-24} {row.Appends,8} {row.CrashPoints,8} {row.Runs,6} {row.DoubleFills,13} {row.Orphans,8} {row.RaisingFills,14} {row.LargestErrorUsd,18:0.000000000} {row.Unended,10} {row.MostRounds,12}");
        foreach (var row in rows.Where(row => !row.IsClean)) Line(output, $"BROKEN, {SimGuards.NameOf(row.Trouble)}, {row.First}");
        Line(output, $"{rows.Sum(row => row.CrashPoints)} crashes, {rows.Count(row => !row.IsClean)} of {rows.Length} troubles broke something");
        return rows.All(row => row.IsClean) ? 0 : 1;
    }

    private static UnwindGuard Parse(string? name)
    {
        if (name is null) return UnwindGuard.None;
        foreach (var guard in Enum.GetValues<UnwindGuard>())
            if (guard != UnwindGuard.None && SimGuards.NameOf(guard) == name) return guard;
        throw new InputException("--guard-off", "", $"'{name}' is not one of {string.Join(", ", GuardNames)}");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
