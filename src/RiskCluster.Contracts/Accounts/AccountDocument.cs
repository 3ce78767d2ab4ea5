namespace RiskCluster.Contracts.Accounts;

/// <summary>An account as it stands.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Owner">Where it nets: an owner, or itself.</param>
/// <param name="Epoch">Of the position updates.</param>
/// <param name="LastSequence">Of the newest update.</param>
/// <param name="HasGap">True while updates are missing: then it may only reduce risk.</param>
/// <param name="Positions">By instrument.</param>
/// <param name="CashUsd">Dollars, negative when owed.</param>
/// <param name="Collateral">All lines.</param>
/// <param name="Reserved">Initial margin taken by open orders, USD.</param>
/// <param name="PositionSeq">Its journal sequence.</param>
public sealed record AccountDocument(
    string Account,
    string Owner,
    long Epoch,
    long LastSequence,
    bool HasGap,
    IReadOnlyList<PositionEntry> Positions,
    decimal CashUsd,
    IReadOnlyList<CollateralEntry> Collateral,
    decimal Reserved,
    long PositionSeq);
