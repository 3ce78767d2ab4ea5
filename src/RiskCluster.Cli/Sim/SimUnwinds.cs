using System.Globalization;
using RiskCluster.Cli.Input;
using RiskCluster.Runtime.Simulation.Unwinds;

namespace RiskCluster.Cli.Sim;

/// <summary>Kills nodes at every step of an unwind, for each trouble that keepers and venues make, and prints what came of it.</summary>
public static class SimUnwinds
{
    /// <summary>Names of the guards that can be left out.</summary>
    public static IReadOnlyList<string> GuardNames { get; } = [.. Enum.GetValues<UnwindGuard>().Where(guard => guard != UnwindGuard.None).Select(guard => SimGuards.NameOf(guard))];

    /// <summary>Names of what can make an unwind difficult.</summary>
    public static IReadOnlyList<string> TroubleNames { get; } = [.. Enum.GetValues<UnwindTrouble>().Select(trouble => SimGuards.NameOf(trouble))];

    /// <summary>Runs all troubles, or one, several at a time, and prints a row for each.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="seed">Decides in which order ready tasks run.</param>
    /// <param name="guardOff">Name of a guard to do without; null for none.</param>
    /// <param name="trouble">Name of the only trouble; null for all.</param>
    /// <param name="threads">Troubles at a time.</param>
    /// <returns>0 when nothing was broken.</returns>
    /// <exception cref="InputException">There is no such guard, or no such trouble.</exception>
    public static int Print(TextWriter output, int seed, string? guardOff, string? trouble, int threads)
    {
        ArgumentNullException.ThrowIfNull(output);
        var off = guardOff is null ? UnwindGuard.None : Named([.. Enum.GetValues<UnwindGuard>().Where(guard => guard != UnwindGuard.None)], "--guard-off", guardOff);
        var troubles = trouble is null ? Enum.GetValues<UnwindTrouble>() : [Named(Enum.GetValues<UnwindTrouble>(), "--trouble", trouble)];
        var rows = new UnwindCrashRow[troubles.Length];
        Parallel.For(0, troubles.Length, new() { MaxDegreeOfParallelism = threads }, i => rows[i] = UnwindCrashes.Run(troubles[i], seed, off));
        Line(output, $"{"trouble",-24} {"appends",8} {"crashes",8} {"runs",6} {"double fills",13} {"orphans",8} {"raising fills",14} {"largest error USD",18} {"not ended",10} {"most rounds",12}");
        foreach (var row in rows)
            Line(output, $"{SimGuards.NameOf(row.Trouble),-24} {row.Appends,8} {row.CrashPoints,8} {row.Runs,6} {row.DoubleFills,13} {row.Orphans,8} {row.RaisingFills,14} {row.LargestErrorUsd,18:0.000000000} {row.Unended,10} {row.MostRounds,12}");
        foreach (var row in rows.Where(row => !row.IsClean)) Line(output, $"BROKEN, {SimGuards.NameOf(row.Trouble)}, {row.First}");
        Line(output, $"{rows.Sum(row => row.CrashPoints)} crashes, {rows.Count(row => !row.IsClean)} of {rows.Length} troubles broke something");
        return rows.All(row => row.IsClean) ? 0 : 1;
    }

    private static T Named<T>(T[] all, string option, string name)
        where T : struct, Enum
    {
        foreach (var value in all)
            if (SimGuards.NameOf(value) == name) return value;
        throw new InputException(option, "", $"'{name}' is not one of {string.Join(", ", all.Select(value => SimGuards.NameOf(value)))}");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
