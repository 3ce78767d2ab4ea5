using System.Collections.Immutable;
using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Markets;

/// <summary>What is known of the market of one underlying.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Rules">By which sources are trusted.</param>
/// <param name="Sources">Registered sources by name.</param>
/// <param name="Consensus">The last good market; null before the first. It stays when the market goes stale or is halted: read <paramref name="Status"/> beside it.</param>
/// <param name="Status">How far it may be trusted now. Anything but ok and degraded fails closed: no new risk, and no liquidation either.</param>
/// <param name="Hold">Why liquidation waits.</param>
/// <param name="Halt">Who halted the market; null when nobody has.</param>
/// <param name="IsAnchored">True when the next consensus is measured against the last one; false at first and after an operator accepted the sources' price.</param>
/// <param name="Track">The index over time; null before the first consensus.</param>
/// <param name="Settlements">By rising expiry; the newest <see cref="MostSettlements"/>.</param>
/// <param name="LastAtMs">Time of the newest event; 0 at first.</param>
public sealed record MarketDataState(
    string Underlying,
    MarketRules Rules,
    ImmutableArray<MarketSource> Sources,
    ConsensusMarket? Consensus,
    FigureStatus Status,
    LiquidationHold Hold,
    MarketHalt? Halt,
    bool IsAnchored,
    PriceTrack? Track,
    ImmutableArray<SettlementPrice> Settlements,
    long LastAtMs)
{
    /// <summary>So many settlements are remembered.</summary>
    public const int MostSettlements = 256;

    /// <summary>A market without sources: stale.</summary>
    public static MarketDataState Empty(string underlying) =>
        new(underlying, MarketRules.Default, [], null, FigureStatus.Stale, LiquidationHold.Stale, null, false, null, [], 0);

    /// <summary>A source; null when nobody of that name is registered.</summary>
    public MarketSource? Find(string source) => Sources.FirstOrDefault(item => item.Name == source);

    /// <summary>The settlement of an expiry; null before it.</summary>
    public SettlementPrice? Settlement(long expiryMs) => Settlements.FirstOrDefault(item => item.ExpiryMs == expiryMs);

    /// <summary>The time-weighted index of the window that ends then; null when none of it was live.</summary>
    public decimal? Twap(long nowMs) => Track?.Average(nowMs - Rules.TwapWindowMs, nowMs).Price;
}
