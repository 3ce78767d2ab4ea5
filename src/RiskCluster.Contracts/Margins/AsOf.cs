namespace RiskCluster.Contracts.Margins;

/// <summary>What a figure was computed from.</summary>
/// <param name="MarketSeq">Number of the margin cycle's set of markets.</param>
/// <param name="PositionSeq">Journal sequence of the account, or of the newest of an owner's accounts.</param>
/// <param name="ParametersVersion">Number of the active parameters.</param>
/// <param name="ModelVersion">Name and version of the model, with the hash of its document.</param>
/// <param name="Timestamp">When, unix milliseconds.</param>
public sealed record AsOf(long MarketSeq, long PositionSeq, long ParametersVersion, string ModelVersion, long Timestamp);
