namespace RiskCluster.Core.Margins;

/// <summary>What a figure was computed from: the <c>as_of</c> of every answer.</summary>
/// <param name="MarketSeq">The margin cycle's number of its set of market snapshots.</param>
/// <param name="PositionSeq">Journal sequence of the account, or of the newest of an owner's accounts.</param>
/// <param name="ParametersVersion">Number of the active version of the model's parameters.</param>
/// <param name="ModelVersion">Name and version of the model, with the hash of its document.</param>
/// <param name="TimestampMs">When, unix milliseconds.</param>
public sealed record FigureInputs(long MarketSeq, long PositionSeq, long ParametersVersion, string ModelVersion, long TimestampMs);
