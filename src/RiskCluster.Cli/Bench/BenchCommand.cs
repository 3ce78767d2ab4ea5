using System.CommandLine;
using System.Runtime;
using System.Runtime.Intrinsics;

namespace RiskCluster.Cli.Bench;

/// <summary><c>riskcluster bench</c>: every performance bar as <c>name value bar verdict</c>; exit code 1 when one is missed.</summary>
internal static class BenchCommand
{
    private static readonly Option<bool> Short = new("--short") { Description = "Fewer rounds: the form for continuous integration." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("bench", "Measures every performance bar side by side in one run.") { Short };
        command.SetAction(parsed => Run(parsed.InvocationConfiguration.Output, new BenchOptions(parsed.GetValue(Short))));
        return command;
    }

    /// <summary>What the process runs with, as one line.</summary>
    public static string Machine()
    {
        var width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 64;
        return $"vector width {width} bits, {Environment.ProcessorCount} processors, {(GCSettings.IsServerGC ? "server" : "workstation")} GC ({GCSettings.LatencyMode}), .NET {Environment.Version}";
    }

    private static int Run(TextWriter output, BenchOptions options)
    {
        output.WriteLine(Machine());
        var missed = 0;
        IEnumerable<BenchRow> rows = [.. PriceErrorBench.Run(options), .. PricingBench.Run(options), .. KernelBench.Run(options), .. EngineBench.Run(options)];
        foreach (var row in rows)
        {
            if (!row.Met) missed++;
            var sign = row.Limit == BenchLimit.AtMost ? "<=" : ">=";
            output.WriteLine(FormattableString.Invariant($"{row.Name,-68} {row.Value,10:G4} {sign} {row.Bar,-8:G4} {(row.Met ? "ok    " : "MISSED")} {row.Detail}"));
        }

        output.WriteLine(missed == 0 ? "all bars met" : $"{missed} bars missed");
        return missed == 0 ? 0 : CommandLine.Missed;
    }
}
