namespace RiskCluster.Core.Markets;

/// <summary>A source as a consensus saw it.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Standing">Whether it counted.</param>
/// <param name="IndexPrice">USD per coin; null when nothing is known.</param>
/// <param name="PublishTimeMs">Of that price; 0 when nothing is known.</param>
public sealed record SourceView(string Source, SourceStanding Standing, decimal? IndexPrice, long PublishTimeMs);
