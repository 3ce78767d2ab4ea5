using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Runtime.Simulation;

namespace RiskCluster.Cli.Sim;

/// <summary><c>riskcluster sim</c>: histories of a cluster in which everything fails that can, each decided by a seed.</summary>
public static class SimCommand
{
    private const int MostSeeds = 10_000_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var seeds = new Option<string>("--seeds") { Description = "seeds to run, such as 1..1000", DefaultValueFactory = _ => "1..1000" };
        var seed = new Option<int?>("--seed") { Description = "one seed alone, run twice to see that it gives the same" };
        var trace = new Option<bool>("--trace") { Description = "print what happens; with --seed" };
        var guardOff = new Option<string?>("--guard-off") { Description = $"do without a guard: {string.Join(", ", SimGuards.Names)}" };
        var guards = new Option<bool>("--guards") { Description = "do without each guard in turn, and say how many seeds it takes to notice" };
        var unwinds = new Option<bool>("--unwinds") { Description = $"kill a node at every step of an unwind instead, whatever keepers and venues do; --guard-off is then one of {string.Join(", ", SimUnwinds.GuardNames)}" };
        var trouble = new Option<string?>("--trouble") { Description = $"with --unwinds: this one alone of {string.Join(", ", SimUnwinds.TroubleNames)}" };
        var threads = new Option<int>("--threads") { Description = "seeds at a time", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("sim", "Simulates the cluster: seeded faults, then calm, and invariants throughout.") { seeds, seed, trace, guardOff, guards, unwinds, trouble, threads };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var threadCount = parsed.GetValue(threads);
            if (threadCount is < 1 or > 1024) throw new InputException("--threads", "", "must be within [1, 1024]");
            if (parsed.GetValue(unwinds)) return SimUnwinds.Print(output, parsed.GetValue(seed) ?? 1, parsed.GetValue(guardOff), parsed.GetValue(trouble), threadCount);
            var off = SimGuards.Parse(parsed.GetValue(guardOff));
            if (parsed.GetValue(guards)) return SimPrinter.PrintGuards(output, SimGuards.Measure(threadCount));
            if (parsed.GetValue(seed) is { } one) return SimPrinter.PrintSeed(output, one, off, parsed.GetValue(trace));
            var (first, last) = Range(parsed.GetValue(seeds)!);
            return SimPrinter.PrintCampaign(output, SimCampaign.Run(first, last, off, threadCount));
        });
        return command;
    }

    private static (int First, int Last) Range(string text)
    {
        var parts = text.Split("..");
        if (parts.Length == 2 && int.TryParse(parts[0], out var first) && int.TryParse(parts[1], out var last) && first >= 0 && last >= first && last - first < MostSeeds) return (first, last);
        throw new InputException("--seeds", "", $"'{text}' is no range of seeds such as 1..1000, at most {MostSeeds} of them");
    }
}
