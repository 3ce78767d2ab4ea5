using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench;

/// <summary>What group commit is measured against: one append, one transaction, the same columns and the same compare-and-set.</summary>
internal interface ISingleRow
{
    /// <summary>Makes a stream of epoch 1.</summary>
    Task Create(string stream);

    /// <summary>Appends one event; returns when it is durable. A writer calls with its own number, one call at a time.</summary>
    Task Append(int writer, string stream, JournalRecord item);
}
