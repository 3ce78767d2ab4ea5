using System.Text.Json;
using RiskCluster.Cli.Remote.Connecting;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary>Why a margin is what it is: everything as JSON, the parts that people read as tables.</summary>
internal static class Explanation
{
    // Vectors of a thousand numbers are for machines.
    private const int LongestList = 60;

    /// <summary>Shows an explanation.</summary>
    public static void Show(RemoteCall call, JsonElement explanation)
    {
        if (call.IsJson)
        {
            call.Show("Explanation", explanation);
            return;
        }

        foreach (var part in explanation.EnumerateObject().Where(part => part.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            if (part.Value.ValueKind == JsonValueKind.Object || (part.Value.GetArrayLength() is > 0 and <= LongestList && part.Value[0].ValueKind == JsonValueKind.Object)) call.Show(part.Name, part.Value);
        var scalars = explanation.EnumerateObject().Where(part => part.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)).ToDictionary(part => part.Name, part => part.Value);
        if (scalars.Count > 0) call.Show("Explanation", scalars);
        call.Say("Scenarios, vectors and inputs in full: --json");
    }
}
