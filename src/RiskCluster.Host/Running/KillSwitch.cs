using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Host.Configuration;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Running;

/// <summary>The switch of this process's decisions, kept in its data folder: what was paused stays paused when the process starts anew.</summary>
internal sealed class KillSwitch
{
    /// <summary>The file in the data folder that says that decisions are paused.</summary>
    public const string FileName = "decisions-paused.json";

    private readonly Lock gate = new();
    private readonly DecisionSwitch decisions;
    private readonly string file;

    /// <summary>Finds the switch as it was left.</summary>
    /// <exception cref="JsonException">The file is none of ours: nothing starts before somebody has looked.</exception>
    public KillSwitch(NodeOptions node, ServeOptions options)
    {
        (decisions, file) = (node.Decisions, Path.Combine(options.Data, FileName));
        if (File.Exists(file)) decisions.TurnOff(JsonSerializer.Deserialize<DecisionPause>(File.ReadAllBytes(file), ApiJson.Options)!);
    }

    /// <summary>Who paused decisions; null while they are taken.</summary>
    public DecisionPause? Pause => decisions.Pause;

    /// <summary>Takes no decisions from now on; kept before this returns.</summary>
    public void TurnOff(DecisionPause why)
    {
        lock (gate)
        {
            // Off first: if it cannot be kept, it is off all the same, and whoever asked learns that it is not kept.
            decisions.TurnOff(why);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(why, ApiJson.Options));
        }
    }

    /// <summary>Takes decisions again.</summary>
    public void TurnOn()
    {
        lock (gate)
        {
            File.Delete(file);
            decisions.TurnOn();
        }
    }
}
