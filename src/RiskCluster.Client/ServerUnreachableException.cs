namespace RiskCluster.Client;

/// <summary>No server answered in time. What became of a write is not known; the same call under the same idempotency key tells.</summary>
/// <param name="message">Which servers, and what went wrong.</param>
/// <param name="inner">The last failure.</param>
public sealed class ServerUnreachableException(string message, Exception? inner) : Exception(message, inner);
