namespace RiskCluster.Client.Access;

/// <summary>The parts of a request that a signature covers.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Target">Path and query exactly as they are sent.</param>
/// <param name="Body">The bytes that are sent; empty for none.</param>
internal readonly record struct SignedRequest(string Method, string Target, ReadOnlyMemory<byte> Body);
