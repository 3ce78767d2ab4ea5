using System.Text.Json;

namespace RiskCluster.Host.Peers;

/// <summary>One kind of question that other processes ask.</summary>
internal interface IPeerTopic
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Answers for this process alone.</summary>
    Task<JsonElement> Answer(JsonElement question, CancellationToken cancellation);
}
