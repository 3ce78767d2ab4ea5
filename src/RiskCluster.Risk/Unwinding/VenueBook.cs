using System.Collections.Immutable;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Unwinding;

/// <summary>What one venue offers of one underlying: all instruments on it trade their coins there.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Underlying">The coin.</param>
/// <param name="Market">Depth, volume and regimes there.</param>
public sealed record VenueBook(string Venue, string Underlying, UnwindMarket Market)
{
    /// <summary>Splits one market between venues.</summary>
    /// <param name="underlying">The coin.</param>
    /// <param name="market">All venues together.</param>
    /// <param name="shares">Each venue's share, > 0.</param>
    public static ImmutableArray<VenueBook> Split(string underlying, UnwindMarket market, IEnumerable<(string Venue, double Share)> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        return [.. shares.Select(item => new VenueBook(item.Venue, underlying, market.OfShare(item.Share)))];
    }
}
