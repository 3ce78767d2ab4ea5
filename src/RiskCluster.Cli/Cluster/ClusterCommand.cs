using System.CommandLine;
using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Cluster;

/// <summary><c>riskcluster cluster</c> and its hidden child <c>riskcluster silo</c>: the engine of many processes on this machine, for trying it out.</summary>
internal static class ClusterCommand
{
    /// <summary>The packages that a command needs are not there.</summary>
    public const int Missing = 3;

    private const int MostSilos = 9;
    private static readonly Option<int> Silos = new("--silos") { Description = "How many, 1 to 9.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Ends by itself after so long; 0: when it is stopped.", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> FirstPort = new("--first-port") { Description = "The first silo's API port, on loopback; the others follow.", DefaultValueFactory = _ => 8080 };
    private static readonly Option<string> Data = new("--data") { Description = "Folder of the silos' common secrets and of their logs.", DefaultValueFactory = _ => Path.Combine(".riskcluster", "cluster") };
    private static readonly Option<string> Journal = new("--journal") { Description = "The journal's address, on PostgreSQL.", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "The silo's name.", Required = true };
    private static readonly Option<int> Port = new("--port") { Description = "The port for the other silos, on loopback.", Required = true };

    private static readonly Option<string> Build = new("--build") { Description = "The name of its build.", DefaultValueFactory = _ => "" };

    /// <summary>The command that starts them.</summary>
    public static Command Create()
    {
        var command = new Command("cluster", "Start a PostgreSQL server and silos of the cluster engine on this machine; each serves the whole API.") { Silos, Seconds, FirstPort, Data };
        command.SetAction(parsed => ClusterRuns.Cluster(Checked(parsed.GetValue(Silos)), parsed.GetValue(Seconds), parsed.GetValue(FirstPort), parsed.GetRequiredValue(Data), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>The hidden command that is one of them.</summary>
    public static Command CreateSilo()
    {
        var command = new Command("silo", "One silo of a cluster.") { Journal, Name, Port, Build };
        command.Hidden = true;
        command.SetAction(parsed => ClusterRuns.Silo(parsed.GetRequiredValue(Journal), parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Port), parsed.GetRequiredValue(Build), parsed.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>A number of silos within its bounds.</summary>
    public static int Checked(int silos) => silos is >= 1 and <= MostSilos ? silos : throw new InputException("--silos", "", $"is 1 to {MostSilos}");
}
