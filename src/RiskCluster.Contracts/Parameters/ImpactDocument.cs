namespace RiskCluster.Contracts.Parameters;

/// <summary>A run on the live book, USD.</summary>
/// <param name="MarketSeq">The cycle whose book was run.</param>
/// <param name="Owners">Margined under both.</param>
/// <param name="NewlyBelowMaintenance">Above before, below after.</param>
/// <param name="InitialMarginBefore">Sum.</param>
/// <param name="InitialMarginAfter">Sum.</param>
/// <param name="WorstOwners">Those whose requirement rises most.</param>
/// <param name="Unmargined">Whom one of the two cannot margin.</param>
public sealed record ImpactDocument(
    long MarketSeq, long Owners, long NewlyBelowMaintenance, decimal InitialMarginBefore, decimal InitialMarginAfter, IReadOnlyList<ImpactRow> WorstOwners, long Unmargined);
