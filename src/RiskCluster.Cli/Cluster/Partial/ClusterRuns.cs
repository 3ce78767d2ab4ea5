using RiskCluster.Cli.Bench;
using RiskCluster.Host.Running;

namespace RiskCluster.Cli.Cluster;

/// <summary>Says that this program was built without the packages of the cluster engine.</summary>
internal static class ClusterRuns
{
    /// <summary>Whether this program was built with the cluster engine.</summary>
    public const bool IsBuiltIn = false;

    private const string Text =
        "This program was built without the cluster engine. It needs the packages Microsoft.Orleans.Server, Microsoft.Orleans.Client, Microsoft.Orleans.Clustering.AdoNet, Microsoft.Orleans.Reminders.AdoNet, "
        + "Microsoft.Orleans.Persistence.AdoNet and Microsoft.Orleans.Connections.Security 10.4.2, which not every package source has. Where yours has them: dotnet run --project src/RiskCluster.Cli -p:Feed=full -- ";

    /// <summary>None.</summary>
    public static INodeEngine? Engine => null;

    public static int Cluster(int silos, int seconds, int port, string data, TextWriter output, TextWriter error) => Say(error, $"cluster --silos {silos}");

    public static int Demo(int silos, int ticks, int seed, TextWriter output, TextWriter error) => Say(error, "demo --engine orleans");

    public static IEnumerable<BenchRow> Bench(BenchOptions options) => throw new InvalidOperationException("there is no cluster engine to be measured");

    public static int Silo(string journal, string name, int port, string build, TextWriter error) => Say(error, $"silo --name {name} --port {port}");

    public static int Chaos(ClusterTrialOptions options, TextWriter output, TextWriter error) => Say(error, FormattableString.Invariant($"chaos --minutes {options.Time.TotalMinutes}"));

    /// <summary>Says what is missing, and how the command is run where it is there.</summary>
    public static int Say(TextWriter error, string command)
    {
        error.WriteLine(Text + command);
        return ClusterCommand.Missing;
    }
}
