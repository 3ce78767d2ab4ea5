using System.Runtime.InteropServices;
using RiskCluster.Host.Configuration;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Doctor;

/// <summary>Processor, garbage collector, versions.</summary>
internal static class MachineChecks
{
    private static readonly Version OldestRuntime = new(10, 0);

    /// <summary>Looks.</summary>
    /// <param name="facts">What the program runs on.</param>
    /// <param name="engine">What it is to run; null when its settings cannot be read.</param>
    public static IEnumerable<Diagnosis> Of(MachineFacts facts, EngineKind? engine)
    {
        yield return facts.Width == LaneWidth.Scalar
            ? Diagnosis.Warn("vectors", "no vectors of 256 bits or more in hardware", "margins are the same and come several times slower: a processor with AVX2 or AVX-512, or in a virtual machine its flags passed through")
            : Diagnosis.Ok("vectors", $"{(int)facts.Width * 64} bits, {facts.Processors} processors");
        yield return facts.IsServerGc
            ? Diagnosis.Warn("gc", "server garbage collector", "the bars were measured with the workstation's, which holds less memory: unset DOTNET_gcServer")
            : Diagnosis.Ok("gc", "workstation garbage collector");
        yield return facts.Runtime < OldestRuntime
            ? Diagnosis.Fail("versions.runtime", $".NET {facts.Runtime}", $"install .NET {OldestRuntime} or newer")
            : Diagnosis.Ok("versions.runtime", $".NET {facts.Runtime} on {RuntimeInformation.OSDescription}");
        yield return Diagnosis.Ok("versions.product", facts.Product);
        yield return engine == EngineKind.Orleans
            ? Diagnosis.Fail("versions.packages", "Engine is Orleans, and serve of this version runs in one process", "set Engine to Embedded; riskcluster cluster tries the cluster engine out")
            : Diagnosis.Ok("versions.packages", facts.HasCluster ? "full: with the cluster engine" : "partial: without the cluster engine");
    }
}
