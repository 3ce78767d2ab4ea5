namespace RiskCluster.Journal.Probing;

/// <summary>How the database of a journal is, as <see cref="JournalProbe"/> found it.</summary>
/// <param name="Database">What it is, such as <c>SQLite 3.46.1</c>.</param>
/// <param name="Schema">The schema's number; 0 when there is no journal yet.</param>
/// <param name="NewestSchema">The number that this program makes.</param>
/// <param name="Settings">Settings on which durability rests.</param>
/// <param name="CommitMs">What a durable commit takes, ms, fastest first; empty where it was not measured, because nothing is there yet.</param>
/// <param name="ClockAheadMs">How far the database's clock is ahead of this machine's, ms; null where they are the same clock.</param>
public sealed record JournalCondition(string Database, int Schema, int NewestSchema, IReadOnlyList<JournalSetting> Settings, IReadOnlyList<double> CommitMs, double? ClockAheadMs);
