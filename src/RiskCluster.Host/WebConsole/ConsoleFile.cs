using System.Collections.Immutable;

namespace RiskCluster.Host.WebConsole;

/// <summary>A file of the console, as it is sent.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="ETag">Of its content, quoted.</param>
/// <param name="IsHashed">True when its name changes with its content, so that it may be kept for ever.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Brotli">The same, compressed.</param>
internal sealed record ConsoleFile(string ContentType, string ETag, bool IsHashed, ImmutableArray<byte> Plain, ImmutableArray<byte> Brotli);
