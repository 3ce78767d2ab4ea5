using System.Reflection;
using System.Runtime;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Doctor;

/// <summary>What this program runs on.</summary>
/// <param name="Width">The widest vectors that the processor runs in hardware.</param>
/// <param name="Processors">How many the process may use.</param>
/// <param name="IsServerGc">Whether the garbage collector is the server's.</param>
/// <param name="Runtime">Of .NET.</param>
/// <param name="Product">Of RiskCluster.</param>
/// <param name="HasCluster">Whether it was built with the cluster engine.</param>
internal sealed record MachineFacts(LaneWidth Width, int Processors, bool IsServerGc, Version Runtime, string Product, bool HasCluster)
{
    /// <summary>Those of this process.</summary>
    public static MachineFacts Here() => new(
        LaneWidths.Widest,
        Environment.ProcessorCount,
        GCSettings.IsServerGC,
        Environment.Version,
        typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0",
        Cluster.ClusterRuns.IsBuiltIn);
}
