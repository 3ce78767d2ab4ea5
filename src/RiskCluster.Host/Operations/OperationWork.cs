using System.Text.Json;

namespace RiskCluster.Host.Operations;

/// <summary>What an operation does, on a thread of its own.</summary>
/// <param name="id">The operation's name.</param>
/// <param name="report">How far it is, 0 to 1.</param>
/// <param name="cancellation">It is not wanted any more.</param>
/// <returns>The result.</returns>
/// <exception cref="Answers.RefusedException">It cannot be done, and why.</exception>
internal delegate Task<JsonElement> OperationWork(string id, Action<double> report, CancellationToken cancellation);
