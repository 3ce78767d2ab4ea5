using System.Text.Json;

namespace RiskCluster.Host.Peers;

/// <summary>A question to another process.</summary>
/// <param name="Name">What is asked, by the name under which it is answered.</param>
/// <param name="Body">The details.</param>
internal sealed record PeerQuestion(string Name, JsonElement Body);
