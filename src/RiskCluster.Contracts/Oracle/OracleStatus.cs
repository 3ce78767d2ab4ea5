using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.MarketData;

namespace RiskCluster.Contracts.Oracle;

/// <summary>How an underlying's sources are: <c>GET /v1/oracle/{u}/status</c>.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Status">How far its market may be trusted.</param>
/// <param name="Hold">Why liquidation waits.</param>
/// <param name="HaltedBy">Who halted it; left out while nobody has.</param>
/// <param name="HaltReason">Why; left out while it is not halted.</param>
/// <param name="Version">Of the consensus; 0 before the first.</param>
/// <param name="AgeMs">Of the consensus; left out before the first.</param>
/// <param name="MinSources">With fewer agreeing sources there is no price.</param>
/// <param name="WantedSources">With fewer the market is degraded.</param>
/// <param name="Sources">All that are registered, by name.</param>
public sealed record OracleStatus(
    string Underlying,
    MarginStatus Status,
    LiquidationWait Hold,
    string? HaltedBy,
    string? HaltReason,
    long Version,
    long? AgeMs,
    int MinSources,
    int WantedSources,
    IReadOnlyList<OracleSource> Sources);
