using Orleans.Storage;
using RiskCluster.Core.Json;

namespace RiskCluster.Orleans.Silo;

/// <summary>Grain state in the journal's JSON.</summary>
public sealed class CoreJsonStorage : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(CoreJson.Write(input));

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return CoreJson.Read<T>(input.ToMemory().Span);
    }
}
