using System.Text.Json;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Peers;

/// <summary>What another process answers: a body, or why there is none.</summary>
/// <param name="Body">The body; null when refused.</param>
/// <param name="Problem">Why it is refused; null when it is not.</param>
internal sealed record PeerAnswer(JsonElement? Body, Problem? Problem);
