namespace RiskCluster.Core.Turns;

/// <summary>What an inbox answers about a message.</summary>
/// <param name="Kind">What it knows.</param>
/// <param name="FirstSeq">Journal sequence of the first event of a repeated message; 0 otherwise.</param>
/// <param name="LastSeq">Journal sequence of the last event of a repeated message; 0 otherwise.</param>
public readonly record struct Recognition(RecognitionKind Kind, long FirstSeq = 0, long LastSeq = 0);
