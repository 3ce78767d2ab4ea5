namespace RiskCluster.Journal.Backups;

/// <summary>What a backup holds.</summary>
/// <param name="AtMs">When it was taken, unix milliseconds.</param>
/// <param name="Streams">How many streams.</param>
/// <param name="Events">How many events.</param>
/// <param name="Keys">How many keys of API callers.</param>
public sealed record BackupReport(long AtMs, long Streams, long Events, long Keys);
