using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.Accounts;

/// <summary>Whether an order may be taken.</summary>
/// <param name="IsValidTrade">True when its owner's equity covers it, or it reduces risk.</param>
/// <param name="Reasons">Why, or why not.</param>
/// <param name="ReservationId">Of the margin kept for it; left out when none is.</param>
/// <param name="ExpiresAt">Until when, unix milliseconds.</param>
/// <param name="PreInitialMargin">The owner's, before, USD.</param>
/// <param name="PostInitialMargin">The owner's, with it, USD.</param>
/// <param name="PostExcess">What is left over initial margin and reservations, USD.</param>
/// <param name="AsOf">What it was computed from; left out when nothing could be.</param>
public sealed record OrderChecked(
    bool IsValidTrade,
    IReadOnlyList<string> Reasons,
    string? ReservationId,
    long? ExpiresAt,
    decimal? PreInitialMargin,
    decimal? PostInitialMargin,
    decimal? PostExcess,
    AsOf? AsOf);
