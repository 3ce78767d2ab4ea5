using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Markets;

/// <summary>The market of an underlying as its sources agree on it: complete, so that a reader needs nothing else (MODEL MKT-1).</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Version">Rises by one with each consensus.</param>
/// <param name="AsOfMs">A quorum of its observations is at least this young; never falls.</param>
/// <param name="PublishedAtMs">Time of the turn that made it.</param>
/// <param name="Status">Ok, or degraded below the wanted number of sources or with kept forwards or smiles.</param>
/// <param name="Hold">Why liquidation waits.</param>
/// <param name="IndexPrice">Median of the sources that count, within the limit of its speed; USD per coin.</param>
/// <param name="CollateralPrice">The lower of index and time-weighted price: what the coin is worth as collateral.</param>
/// <param name="TwapPrice">Time-weighted index over the window, live time only; null before there was any.</param>
/// <param name="PerpetualPrice">Median; the index when nobody quotes a perpetual.</param>
/// <param name="FundingRate">Median over eight hours; 0 when nobody quotes one.</param>
/// <param name="Confidence">Median, times the share of the wanted sources that count; within [0, 1].</param>
/// <param name="Depth">Medians, member by member; null when nobody gives any.</param>
/// <param name="Expiries">By rising expiry, all in the future.</param>
/// <param name="Slices">What became of each smile.</param>
/// <param name="Sources">All registered sources by name, and whether they counted.</param>
public sealed record ConsensusMarket(
    string Underlying,
    long Version,
    long AsOfMs,
    long PublishedAtMs,
    FigureStatus Status,
    LiquidationHold Hold,
    decimal IndexPrice,
    decimal CollateralPrice,
    decimal? TwapPrice,
    decimal PerpetualPrice,
    [property: JsonPropertyName("funding_8h")] decimal FundingRate,
    decimal Confidence,
    DepthSummary? Depth,
    ImmutableArray<ConsensusExpiry> Expiries,
    ImmutableArray<SliceReport> Slices,
    ImmutableArray<SourceView> Sources)
{
    /// <summary>The snapshot that the engine prices with. Inverse options discount by index over forward, so the discount rate is 0.</summary>
    /// <remarks>Pure; decimals become the nearest doubles.</remarks>
    public MarketSnapshot ToSnapshot() =>
        new(
            Underlying,
            new(AsOfMs),
            Version,
            (double)IndexPrice,
            (double)PerpetualPrice,
            (double)FundingRate,
            [.. Expiries.Select(item => new ExpiryMarket(new(item.ExpiryMs), (double)item.Forward, 0, item.Smile?.ToRisk()))])
        {
            Confidence = (double)Confidence,
            TimeWeightedPrice = (double?)TwapPrice,
        };

    /// <summary>An expiry; null when there is none.</summary>
    public ConsensusExpiry? Find(long expiryMs) => Expiries.FirstOrDefault(item => item.ExpiryMs == expiryMs);
}
