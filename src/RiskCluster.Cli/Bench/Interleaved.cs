using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RiskCluster.Cli.Bench;

/// <summary>Times several bodies against each other on one noisy machine: rounds in turn A B C A B C, thread CPU time, median of the rounds.</summary>
internal static partial class Interleaved
{
    private const int ThreadCpuTimeClock = 3;

    /// <summary>Median thread CPU nanoseconds of each body. Each is run twice unmeasured first.</summary>
    public static double[] MedianNanoseconds(int rounds, params Action[] bodies) => [.. Samples(rounds, ThreadCpuNanoseconds, bodies).Select(Median)];

    /// <summary>Median CPU nanoseconds of the whole process, for bodies whose work is done on several threads one after the other.</summary>
    public static double[] MedianProcessNanoseconds(int rounds, params Action[] bodies) => [.. Samples(rounds, () => Environment.CpuUsage.TotalTime.TotalNanoseconds, bodies).Select(Median)];

    /// <summary>Least thread CPU nanoseconds of each body, for ratios of few per cent: a neighbour in the caches only ever adds to it.</summary>
    public static double[] LeastNanoseconds(int rounds, params Action[] bodies) => [.. Samples(rounds, ThreadCpuNanoseconds, bodies).Select(samples => samples.Min())];

    /// <summary>Least wall nanoseconds of each body, for those that use several threads: what else runs on the machine only ever adds to it.</summary>
    public static double[] LeastWallNanoseconds(int rounds, params Action[] bodies) => [.. Samples(rounds, WallNanoseconds, bodies).Select(samples => samples.Min())];

    private static double[][] Samples(int rounds, Func<double> clock, Action[] bodies)
    {
        foreach (var body in bodies)
        {
            body();
            body();
        }

        var samples = bodies.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < bodies.Length; i++)
            {
                var before = clock();
                bodies[i]();
                samples[i][round] = clock() - before;
            }
        }

        return samples;
    }

    /// <summary>The middle value; the mean of the two middle ones for an even count.</summary>
    public static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>CPU time of the calling thread where the system tells it (Linux), the wall clock elsewhere.</summary>
    public static double ThreadCpuNanoseconds()
    {
        if (OperatingSystem.IsLinux() && ClockGetTime(ThreadCpuTimeClock, out var time) == 0) return time.Seconds * 1e9 + time.Nanoseconds;
        return WallNanoseconds();
    }

    private static double WallNanoseconds() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
