namespace RiskCluster.Cli.Cluster;

/// <summary>Says that this program was built without the packages of the cluster engine.</summary>
internal static class ClusterRuns
{
    /// <summary>Whether this program was built with the cluster engine.</summary>
    public const bool IsBuiltIn = false;

    private const string Text = "This program was built without the cluster engine, because the registry may not have the packages of Microsoft Orleans 10.4.2. Where it has them: dotnet run --project src/RiskCluster.Cli -p:Feed=full -- ";

    public static int Cluster(int silos, int seconds, TextWriter output, TextWriter error) => Say(error, $"cluster --silos {silos}");

    public static int Silo(string journal, string name, int port, TextWriter error) => Say(error, $"silo --name {name} --port {port}");

    public static int Chaos(int silos, double minutes, int seed, TextWriter output, TextWriter error) => Say(error, FormattableString.Invariant($"chaos --minutes {minutes}"));

    private static int Say(TextWriter error, string command)
    {
        error.WriteLine(Text + command);
        return ClusterCommand.Missing;
    }
}
