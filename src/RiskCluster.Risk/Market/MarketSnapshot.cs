using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Market;

/// <summary>Everything that prices the instruments of one underlying, at one instant (MODEL MKT-1). Immutable: a tick is a new snapshot.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="AsOf">When the market looked like this.</param>
/// <param name="Version">Rises by one with each snapshot of this underlying.</param>
/// <param name="IndexPrice">USD per coin; > 0.</param>
/// <param name="PerpetualPrice">Mark price of the perpetual, USD per coin; > 0.</param>
/// <param name="FundingRate8h">What a long perpetual pays a short one over eight hours, as a fraction of notional; may be negative.</param>
/// <param name="Expiries">By rising expiry, without duplicates.</param>
public sealed record MarketSnapshot(
    string Underlying,
    UnixTime AsOf,
    long Version,
    double IndexPrice,
    double PerpetualPrice,
    double FundingRate8h,
    ImmutableArray<ExpiryMarket> Expiries)
{
    private VolSurface? surface;

    /// <summary>When the market looked like this.</summary>
    public UnixTime AsOf
    {
        get;
        init
        {
            field = value;
            surface = null;
        }
    } = AsOf;

    /// <summary>By rising expiry, without duplicates.</summary>
    public ImmutableArray<ExpiryMarket> Expiries
    {
        get;
        init
        {
            field = value;
            surface = null;
        }
    } = Expiries;

    /// <summary>How sure the sources are of these prices, within [0, 1]; 1 where nothing is said (MODEL MRG-4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value outside that range.</exception>
    public double Confidence
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a confidence is within [0, 1]");
    } = 1;

    /// <summary>Time-weighted index, USD per coin, > 0; null where nobody tells one. Collateral counts at the worse of it and the index (MODEL COL-1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value that is not a positive number.</exception>
    public double? TimeWeightedPrice
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a time-weighted price is a positive number");
    }

    /// <summary>Depth, volume, open interest and regimes, as far as the sources tell them; null when they tell nothing (MODEL MKT-1, MRG-5).</summary>
    public LiquiditySnapshot? Liquidity { get; init; }

    /// <summary>The surface made of this snapshot's smiles; made when first asked for, so that a changed copy never keeps its original's.</summary>
    public VolSurface Surface => surface ??= new(AsOf, Expiries);

    /// <summary>The market of an expiry; null when there is none.</summary>
    public ExpiryMarket? Find(UnixTime expiry)
    {
        foreach (var item in Expiries)
            if (item.Expiry == expiry)
                return item;
        return null;
    }
}
