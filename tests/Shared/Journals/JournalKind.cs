namespace RiskCluster.Tests.Journals;

/// <summary>The journals there are.</summary>
public enum JournalKind
{
    Memory,
    Sqlite,
    Postgres,
}
