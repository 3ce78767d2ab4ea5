namespace RiskCluster.Cli.Chaos;

/// <summary>A kill trial could not go on: nothing is shown by it, for better or worse. The message is one line.</summary>
internal sealed class TrialFailedException(string message, Exception inner) : Exception(message.ReplaceLineEndings(" ").Trim(), inner);
