namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>What some calls took, client and server together.</summary>
/// <param name="CallsPerSecond">By the clock on the wall.</param>
/// <param name="CpuMicroseconds">Of the process, a call.</param>
internal readonly record struct WireCost(double CallsPerSecond, double CpuMicroseconds);
