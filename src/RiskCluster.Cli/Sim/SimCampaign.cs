using System.Diagnostics;
using RiskCluster.Runtime.Simulation;

namespace RiskCluster.Cli.Sim;

/// <summary>What came of a range of seeds.</summary>
/// <param name="First">The first seed.</param>
/// <param name="Last">The last.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Violated">Seeds that broke an invariant, by seed.</param>
/// <param name="Diverged">Seeds that gave another history when they were run again.</param>
/// <param name="Replayed">How many were run again.</param>
/// <param name="Events">Durable events of all.</param>
/// <param name="Acknowledgements">Acknowledgements of all.</param>
/// <param name="VirtualSeconds">Virtual time of all.</param>
/// <param name="Faults">Faults that fired, by name.</param>
public sealed record SimCampaign(
    int First,
    int Last,
    TimeSpan Elapsed,
    IReadOnlyList<SimResult> Violated,
    IReadOnlyList<int> Diverged,
    int Replayed,
    long Events,
    long Acknowledgements,
    double VirtualSeconds,
    IReadOnlyDictionary<string, long> Faults)
{
    private const int ReplayEvery = 100;

    /// <summary>True when nothing was broken and nothing diverged.</summary>
    public bool IsClean => Violated.Count == 0 && Diverged.Count == 0;

    /// <summary>Runs seeds, several at a time, and one in a hundred of them twice.</summary>
    public static SimCampaign Run(int first, int last, Guard off, int threads)
    {
        var clock = Stopwatch.StartNew();
        var gate = new Lock();
        var (violated, diverged, faults) = (new List<SimResult>(), new List<int>(), new SortedDictionary<string, long>(StringComparer.Ordinal));
        var (replayed, events, acknowledgements, virtualMs) = (0, 0L, 0L, 0.0);
        Parallel.For(first, last + 1, new() { MaxDegreeOfParallelism = threads }, seed =>
        {
            var result = Simulator.Run(seed, off);
            var isReplayed = (seed - first) % ReplayEvery == 0;
            var isSame = !isReplayed || Simulator.Run(seed, off).Hash == result.Hash;
            lock (gate)
            {
                if (result.Violation is not null) violated.Add(result);
                if (!isSame) diverged.Add(seed);
                if (isReplayed) replayed++;
                (events, acknowledgements, virtualMs) = (events + result.Events, acknowledgements + result.Acknowledgements, virtualMs + result.VirtualMs);
                foreach (var (name, count) in result.Faults) faults[name] = faults.GetValueOrDefault(name) + count;
            }
        });
        return new(first, last, clock.Elapsed, [.. violated.OrderBy(item => item.Seed)], [.. diverged.Order()], replayed, events, acknowledgements, virtualMs / 1000, faults);
    }
}
