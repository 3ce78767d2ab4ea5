namespace RiskCluster.Runtime.Journaling;

/// <summary>A state that saves replaying the events before it. It is never the source of truth: replay from the first event gives the same state.</summary>
/// <param name="Stream">Whose.</param>
/// <param name="Seq">The last event in it.</param>
/// <param name="Hash">The stream's chain at that event; a snapshot whose chain differs from the stream's is ignored.</param>
/// <param name="RulesVersion">Version of the rules that made it; a snapshot of other rules is ignored.</param>
/// <param name="State">The cell's state and inbox as JSON.</param>
public sealed record StreamSnapshot(string Stream, long Seq, byte[] Hash, string RulesVersion, byte[] State);
