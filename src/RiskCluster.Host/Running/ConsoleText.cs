namespace RiskCluster.Host.Running;

/// <summary>Where people are told what no log may hold.</summary>
/// <param name="Writer">The console.</param>
public sealed record ConsoleText(TextWriter Writer);
